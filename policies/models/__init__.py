"""What the app keeps: each noun in a module of its own."""

from policies.models.cases import Case, CasePause, Message, Person
from policies.models.deadlines import DeadlineProfile, DeadlineRule, Effect

__all__ = [
    "Case",
    "CasePause",
    "DeadlineProfile",
    "DeadlineRule",
    "Effect",
    "Message",
    "Person",
]
