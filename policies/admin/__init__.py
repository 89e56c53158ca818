"""What staff see and do in admin."""

from policies.admin import cases, deadlines, settings

__all__ = ["cases", "deadlines", "settings"]
