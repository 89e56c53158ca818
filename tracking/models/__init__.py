"""What the app keeps: each noun in a module of its own."""

from tracking.models.indicators import Indicator, Observation
from tracking.models.measures import DateChange, Measure, Milestone
from tracking.models.notices import Notice, NoticeStep, Reminder, SupervisionRule
from tracking.models.programmes import Phase, Programme
from tracking.models.reports import Claim, Evidence, ProgressReport
from tracking.models.standings import NormsInForce, Standing

__all__ = [
    "Claim",
    "DateChange",
    "Evidence",
    "Indicator",
    "Measure",
    "Milestone",
    "NormsInForce",
    "Notice",
    "NoticeStep",
    "Observation",
    "Phase",
    "Programme",
    "ProgressReport",
    "Reminder",
    "Standing",
    "SupervisionRule",
]
