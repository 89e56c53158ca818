"""The life of a supervision notice, its levels, and what opens one by rule."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import pgettext_lazy

from portal.workflow import Transition, table


class Level(IntegerChoices):
    """How loudly a department is told."""

    REMINDER = 1, pgettext_lazy("notice", "Reminder")
    FORMAL = 2, pgettext_lazy("notice", "Formal notice")
    LEADERSHIP = 3, pgettext_lazy("notice", "Before the leadership group")


class PublicLevel(IntegerChoices):
    """From which level on residents see notices."""

    ALL = 1, pgettext_lazy("notices", "All")
    FORMAL = 2, pgettext_lazy("notices", "Formal notices, and those before the leadership group")
    LEADERSHIP = 3, pgettext_lazy("notices", "Those before the leadership group")
    NONE = 4, pgettext_lazy("notices", "None")


class NoticeStatus(TextChoices):
    """Who acts next. A notice is closed on proof only."""

    OPEN = "open", pgettext_lazy("notice", "To be answered")
    ANSWERED = "answered", pgettext_lazy("notice", "Answered")
    PAUSED = "paused", pgettext_lazy("notice", "Paused")
    CLOSED = "closed", pgettext_lazy("notice", "Closed")


class Cause(TextChoices):
    """What a rule looks for."""

    MILESTONE = "milestone", pgettext_lazy("rule", "A milestone is overdue")
    MEASURE = "measure", pgettext_lazy("rule", "A measure is overdue")
    REPORT = "report", pgettext_lazy("rule", "A report is missing")


class Act(TextChoices):
    """What happened to a notice."""

    OPENED = "opened", pgettext_lazy("notice", "Opened")
    CLIMBED = "climbed", pgettext_lazy("notice", "Climbed to the next level")
    RAISED = "raised", pgettext_lazy("notice", "Raised by hand")
    ANSWERED = "answered", pgettext_lazy("notice", "Answered")
    PAUSED = "paused", pgettext_lazy("notice", "Paused")
    RESUMED = "resumed", pgettext_lazy("notice", "Resumed")
    CLOSED = "closed", pgettext_lazy("notice", "Closed")


LOUDER = (Act.OPENED, Act.CLIMBED, Act.RAISED)
RUNNING = (NoticeStatus.OPEN, NoticeStatus.ANSWERED)
STANDING = (*RUNNING, NoticeStatus.PAUSED)  # all that isn't closed

NOTICE_TRANSITIONS = table(
    Transition("answer", RUNNING, NoticeStatus.ANSWERED),
    Transition("climb", RUNNING, NoticeStatus.OPEN),
    Transition("raise", RUNNING, NoticeStatus.OPEN, needs_reason=True),
    Transition("pause", RUNNING, NoticeStatus.PAUSED, needs_reason=True),
    Transition("resume", (NoticeStatus.PAUSED,), NoticeStatus.OPEN),
    Transition("close", STANDING, NoticeStatus.CLOSED),
)
