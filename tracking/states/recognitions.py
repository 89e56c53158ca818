"""The life of a recognition: proposed, heard, decided by the leadership group."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from portal.workflow import Transition, table


class RecognitionKind(TextChoices):
    """What a department gets."""

    COMMENDATION = "commendation", pgettext_lazy("recognition", "Commendation")
    CRITICISM = "criticism", pgettext_lazy("recognition", "Criticism")


class RecognitionStatus(TextChoices):
    """Whether it was decided."""

    PROPOSED = "proposed", pgettext_lazy("recognition", "Proposed")
    GIVEN = "given", pgettext_lazy("recognition", "Decided")
    REJECTED = "rejected", pgettext_lazy("recognition", "Rejected")
    REVOKED = "revoked", pgettext_lazy("recognition", "Revoked")


RECOGNITION_TRANSITIONS = table(
    Transition("give", (RecognitionStatus.PROPOSED,), RecognitionStatus.GIVEN, needs_reason=True),
    Transition(
        "reject", (RecognitionStatus.PROPOSED,), RecognitionStatus.REJECTED, needs_reason=True
    ),
    Transition("revoke", (RecognitionStatus.GIVEN,), RecognitionStatus.REVOKED, needs_reason=True),
)
