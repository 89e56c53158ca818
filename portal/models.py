"""The foundation's own tables."""

from portal.moments import Moment
from portal.throttling import Count

__all__ = ["Count", "Moment"]
