"""The life of a coordination meeting."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from portal.workflow import Transition, table


class MeetingStatus(TextChoices):
    """How far it is. Approved minutes stay as they are."""

    PLANNED = "planned", pgettext_lazy("meeting", "Planned")
    HELD = "held", pgettext_lazy("meeting", "Held")
    APPROVED = "approved", pgettext_lazy("meeting", "Minutes approved")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "Cancelled")


class Presence(TextChoices):
    """Whether an invited department was there."""

    INVITED = "invited", pgettext_lazy("meeting", "Invited")
    PRESENT = "present", pgettext_lazy("meeting", "Present")
    EXCUSED = "excused", pgettext_lazy("meeting", "Excused")
    ABSENT = "absent", pgettext_lazy("meeting", "Absent")


OPEN = (MeetingStatus.PLANNED, MeetingStatus.HELD)

MEETING_TRANSITIONS = table(
    Transition("hold", (MeetingStatus.PLANNED,), MeetingStatus.HELD),
    Transition("approve", (MeetingStatus.HELD,), MeetingStatus.APPROVED),
    Transition("cancel", (MeetingStatus.PLANNED,), MeetingStatus.CANCELLED, needs_reason=True),
)
