"""What staff see and do in admin."""

from policies.admin import answers, cases, deadlines, policies, settings, words

__all__ = ["answers", "cases", "deadlines", "policies", "settings", "words"]
