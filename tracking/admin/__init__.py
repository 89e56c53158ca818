"""Admin of tracking: each noun in a module of its own."""

from tracking.admin import measures, norms, notices, programmes, reports, words

__all__ = ["measures", "norms", "notices", "programmes", "reports", "words"]
