"""The foundation's own tables."""

from portal.throttling import Count

__all__ = ["Count"]
