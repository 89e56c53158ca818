"""Programmes, measures, reports, indicators and notices for programs."""
