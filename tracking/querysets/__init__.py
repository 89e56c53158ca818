"""Which rows: each noun's reading rules in a module of its own."""

from tracking.querysets.evaluations import (
    ActionManager,
    EvaluationManager,
    RecognitionManager,
    TrainingManager,
)
from tracking.querysets.measures import MeasureManager, MilestoneQuerySet, ObservationQuerySet
from tracking.querysets.notices import NoticeManager
from tracking.querysets.programmes import ProgrammeManager
from tracking.querysets.reports import ReportManager
from tracking.querysets.standings import StandingManager

__all__ = [
    "ActionManager",
    "EvaluationManager",
    "MeasureManager",
    "MilestoneQuerySet",
    "NoticeManager",
    "ObservationQuerySet",
    "ProgrammeManager",
    "RecognitionManager",
    "ReportManager",
    "StandingManager",
    "TrainingManager",
]
