"""An announcement, event or campaign from its draft to its end, and a registration."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.workflow import Transition, table


class OutreachStatus(TextChoices):
    """What people have decided of it. From when on it shows, and whether it is over, time says."""

    DRAFT = "draft", pgettext_lazy("outreach", "Draft")
    IN_REVIEW = "in_review", pgettext_lazy("outreach", "In review")
    PUBLISHED = "published", pgettext_lazy("outreach", "Published")
    CALLED_OFF = "called_off", pgettext_lazy("outreach", "Called off")
    WITHDRAWN = "withdrawn", pgettext_lazy("outreach", "Withdrawn")


_S = OutreachStatus
UNPUBLISHED = (_S.DRAFT, _S.IN_REVIEW)
PUBLIC = (_S.PUBLISHED, _S.CALLED_OFF)
PUBLIC_CHOICES = [each for each in _S.choices if each[0] in PUBLIC]

OUTREACH_TRANSITIONS = table(
    Transition("submit", (_S.DRAFT,), _S.IN_REVIEW),
    Transition("return", (_S.IN_REVIEW,), _S.DRAFT, needs_reason=True),
    Transition("publish", UNPUBLISHED, _S.PUBLISHED),
    Transition("withdraw", PUBLIC, _S.WITHDRAWN, needs_reason=True),
    Transition("revise", (_S.WITHDRAWN,), _S.DRAFT),
    Transition("call_off", (_S.PUBLISHED,), _S.CALLED_OFF, needs_reason=True),
)


class Stage(TextChoices):
    """What a resident finds of a public event, to the minute."""

    COMING = "coming", pgettext_lazy("event", "Coming")
    NOW = "now", pgettext_lazy("event", "Now")
    OVER = "over", pgettext_lazy("event", "Over")
    CALLED_OFF = "called_off", pgettext_lazy("event", "Called off")


class Entry(TextChoices):
    """Whether and how one gets into an event."""

    FREE = "free", _("No registration needed")
    OPEN = "open", _("Open for registration")
    FULL = "full", _("Full, with a waiting list")
    CLOSED = "closed", _("Registration has closed")


class RegistrationStatus(TextChoices):
    """Where a registration stands."""

    UNCONFIRMED = "unconfirmed", _("Not confirmed yet")
    SEATED = "seated", _("Has a place")
    WAITING = "waiting", _("On the waiting list")
    CANCELLED = "cancelled", pgettext_lazy("registration", "Cancelled")


_R = RegistrationStatus
CONFIRMED = (_R.SEATED, _R.WAITING)
STANDING = (_R.UNCONFIRMED, *CONFIRMED)

REGISTRATION_TRANSITIONS = table(
    Transition("seat", (_R.UNCONFIRMED, _R.WAITING), _R.SEATED),
    Transition("wait", (_R.UNCONFIRMED,), _R.WAITING),
    Transition("cancel", STANDING, _R.CANCELLED),
)
