"""What staff see and do in admin."""

from policies.admin import (
    answers,
    cases,
    consultations,
    deadlines,
    matters,
    policies,
    responses,
    settings,
    words,
)

__all__ = [
    "answers",
    "cases",
    "consultations",
    "deadlines",
    "matters",
    "policies",
    "responses",
    "settings",
    "words",
]
