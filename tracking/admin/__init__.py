"""Admin of tracking: each noun in a module of its own."""

from tracking.admin import (
    evaluations,
    measures,
    meetings,
    norms,
    notices,
    programmes,
    public_reports,
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
    "public_reports",
    "recognitions",
    "reports",
    "trainings",
    "words",
]
