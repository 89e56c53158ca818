"""The kinds of matters that residents bring, where each stands, and the moves between."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.workflow import Transition, table


class CaseKind(TextChoices):
    """What a resident wants."""

    ENQUIRY = "enquiry", _("Enquiry")
    SUGGESTION = "suggestion", _("Suggestion")
    COMPLAINT = "complaint", _("Complaint")
    APPLICATION = "application", _("Application")
    CORRECTION = "correction", _("Correction")


class Channel(TextChoices):
    """How a matter came in."""

    WEB = "web", _("Website")
    COUNTER = "counter", _("Counter")
    PHONE = "phone", _("Telephone")
    API = "api", _("Another system")


class CaseStatus(TextChoices):
    """Where a matter stands."""

    RECEIVED = "received", _("Received")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    ASSIGNED = "assigned", _("Assigned")
    IN_PROGRESS = "in_progress", _("In progress")
    AWAITING_RESIDENT = "awaiting_resident", _("Waiting for your reply")
    TRANSFERRED = "transferred", _("Transferred")
    ANSWERED = "answered", _("Answered")
    REOPENED = "reopened", _("Reopened")
    CLOSED = "closed", pgettext_lazy("case", "Closed")
    WITHDRAWN = "withdrawn", pgettext_lazy("case", "Withdrawn")


_AT_WORK = (
    CaseStatus.ACCEPTED,
    CaseStatus.ASSIGNED,
    CaseStatus.IN_PROGRESS,
    CaseStatus.TRANSFERRED,
    CaseStatus.REOPENED,
)
_UNDER_WAY = (*_AT_WORK, CaseStatus.AWAITING_RESIDENT)
OPEN = (CaseStatus.RECEIVED, *_UNDER_WAY)
OVER = (CaseStatus.DECLINED, CaseStatus.CLOSED, CaseStatus.WITHDRAWN)

CASE_TRANSITIONS = table(
    Transition("accept", (CaseStatus.RECEIVED,), CaseStatus.ACCEPTED),
    Transition("decline", (CaseStatus.RECEIVED,), CaseStatus.DECLINED, needs_reason=True),
    Transition("assign", _AT_WORK, CaseStatus.ASSIGNED),
    Transition("start", (CaseStatus.ASSIGNED,), CaseStatus.IN_PROGRESS),
    Transition("ask", (CaseStatus.ASSIGNED, CaseStatus.IN_PROGRESS), CaseStatus.AWAITING_RESIDENT),
    Transition("resume", (CaseStatus.AWAITING_RESIDENT,), CaseStatus.IN_PROGRESS),
    Transition("answer_with_other", _UNDER_WAY, CaseStatus.ANSWERED),
    Transition("transfer", _AT_WORK, CaseStatus.TRANSFERRED, needs_reason=True),
    Transition("answer", (CaseStatus.ASSIGNED, CaseStatus.IN_PROGRESS), CaseStatus.ANSWERED),
    Transition("close", (CaseStatus.ANSWERED,), CaseStatus.CLOSED),
    Transition("reopen", (CaseStatus.ANSWERED, CaseStatus.CLOSED), CaseStatus.REOPENED),
    Transition("withdraw", OPEN, CaseStatus.WITHDRAWN),
)


class Direction(TextChoices):
    """Who a message is from, and for whom."""

    FROM_RESIDENT = "from_resident", _("From the resident")
    TO_RESIDENT = "to_resident", _("To the resident")
    INTERNAL = "internal", _("Internal note")


class Purpose(TextChoices):
    """What a message is for. Whatever moves a deadline or a state has a message that says why."""

    MATTER = "matter", _("What it is about")
    REPLY = "reply", _("Reply")
    QUESTION = "question", _("Question to the resident")
    ANSWER = "answer", _("Answer")
    DECLINED = "declined", _("Reason for declining it")
    TRANSFERRED = "transferred", _("Reason for the transfer")
    EXTENDED = "extended", _("Reason for the extension")
    PAUSED = "paused", _("Why the clock stands still")
    REOPENED = "reopened", _("Why the answer does not help")
    RATED = "rated", _("Word on the answer")
    WITHDRAWN = "withdrawn", _("Withdrawal")
    NOTE = "note", _("Internal note")
