"""Admin of tracking: each noun in a module of its own."""

from tracking.admin import words

__all__ = ["words"]
