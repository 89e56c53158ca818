"""Admin of tracking: each noun in a module of its own."""

from tracking.admin import measures, norms, programmes, reports, words

__all__ = ["measures", "norms", "programmes", "reports", "words"]
