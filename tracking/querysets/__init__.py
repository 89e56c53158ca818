"""Which rows: each noun's reading rules in a module of its own."""

from tracking.querysets.measures import MeasureManager, MilestoneQuerySet, ObservationQuerySet
from tracking.querysets.notices import NoticeManager
from tracking.querysets.programmes import ProgrammeManager
from tracking.querysets.reports import ReportManager
from tracking.querysets.standings import StandingManager

__all__ = [
    "MeasureManager",
    "MilestoneQuerySet",
    "NoticeManager",
    "ObservationQuerySet",
    "ProgrammeManager",
    "ReportManager",
    "StandingManager",
]
