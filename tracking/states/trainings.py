"""What becomes of a sign-up for a session of a training."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from portal.workflow import Transition, table


class EnrolmentStatus(TextChoices):
    """Whether the person was there."""

    SIGNED_UP = "signed_up", pgettext_lazy("training", "Signed up")
    CANCELLED = "cancelled", pgettext_lazy("training", "Signed off")
    ATTENDED = "attended", pgettext_lazy("training", "Attended")
    ABSENT = "absent", pgettext_lazy("training", "Absent")


COMING = (EnrolmentStatus.SIGNED_UP, EnrolmentStatus.ATTENDED, EnrolmentStatus.ABSENT)

ENROLMENT_TRANSITIONS = table(
    Transition("cancel", (EnrolmentStatus.SIGNED_UP,), EnrolmentStatus.CANCELLED),
    Transition("sign_up", (EnrolmentStatus.CANCELLED,), EnrolmentStatus.SIGNED_UP),
    Transition(
        "attend", (EnrolmentStatus.SIGNED_UP, EnrolmentStatus.ABSENT), EnrolmentStatus.ATTENDED
    ),
    Transition(
        "miss", (EnrolmentStatus.SIGNED_UP, EnrolmentStatus.ATTENDED), EnrolmentStatus.ABSENT
    ),
)
