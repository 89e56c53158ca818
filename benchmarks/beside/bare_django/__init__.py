"""Bare Django: a lean view for each page, with `values()`, one template and no more."""
