"""What the app keeps: each noun in a module of its own."""

from tracking.models.actions import ActionItem, ActionReminder
from tracking.models.evaluations import Criterion, Evaluation, Finding
from tracking.models.indicators import Indicator, Observation
from tracking.models.measures import DateChange, Measure, Milestone
from tracking.models.meetings import AgendaItem, Attendance, Meeting
from tracking.models.notices import Notice, NoticeStep, Reminder, SupervisionRule
from tracking.models.programmes import Phase, Programme
from tracking.models.public_reports import PublicReport
from tracking.models.recognitions import Recognition
from tracking.models.reports import Claim, Evidence, ProgressReport
from tracking.models.standings import NormsInForce, Standing
from tracking.models.trainings import (
    Certificate,
    Enrolment,
    QuizAttempt,
    QuizQuestion,
    Session,
    Training,
)

__all__ = [
    "ActionItem",
    "ActionReminder",
    "AgendaItem",
    "Attendance",
    "Certificate",
    "Claim",
    "Criterion",
    "DateChange",
    "Enrolment",
    "Evaluation",
    "Evidence",
    "Finding",
    "Indicator",
    "Measure",
    "Meeting",
    "Milestone",
    "NormsInForce",
    "Notice",
    "NoticeStep",
    "Observation",
    "Phase",
    "Programme",
    "ProgressReport",
    "PublicReport",
    "QuizAttempt",
    "QuizQuestion",
    "Recognition",
    "Reminder",
    "Session",
    "Standing",
    "SupervisionRule",
    "Training",
]
