"""What staff see and do in admin."""

from policies.admin import answers, cases, deadlines, settings

__all__ = ["answers", "cases", "deadlines", "settings"]
