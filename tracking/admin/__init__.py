"""Admin of tracking: each noun in a module of its own."""

from tracking.admin import (
    evaluations,
    measures,
    meetings,
    norms,
    notices,
    programmes,
    recognitions,
    reports,
    trainings,
    words,
)

__all__ = [
    "evaluations",
    "measures",
    "meetings",
    "norms",
    "notices",
    "programmes",
    "recognitions",
    "reports",
    "trainings",
    "words",
]
