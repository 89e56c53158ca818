"""What the app keeps: each noun in a module of its own."""

from policies.models.deadlines import DeadlineProfile, DeadlineRule, Effect

__all__ = ["DeadlineProfile", "DeadlineRule", "Effect"]
