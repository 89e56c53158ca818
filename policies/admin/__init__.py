"""What staff see and do in admin."""

from policies.admin import deadlines

__all__ = ["deadlines"]
