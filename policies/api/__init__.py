"""Policies, consultations, answers and cases for programs."""
