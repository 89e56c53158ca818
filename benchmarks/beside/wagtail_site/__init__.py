"""Wagtail: a site as `wagtail start` makes it, with a page for each document."""
