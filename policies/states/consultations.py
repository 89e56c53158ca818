"""A consultation from its draft to the government's answer, and the responses to it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.workflow import Transition, table


class ConsultationStatus(TextChoices):
    """What people have decided of it. Whether it is open the clock says: `Stage`."""

    DRAFT = "draft", pgettext_lazy("consultation", "Draft")
    PUBLISHED = "published", pgettext_lazy("consultation", "Published")
    ANSWERED = "answered", pgettext_lazy("consultation", "Answered")
    WITHDRAWN = "withdrawn", pgettext_lazy("consultation", "Withdrawn")


class Stage(TextChoices):
    """What a resident finds of a public consultation, to the minute."""

    OPEN = "open", pgettext_lazy("consultation", "Open")
    UPCOMING = "upcoming", pgettext_lazy("consultation", "Opens soon")
    CLOSED = "closed", pgettext_lazy("consultation", "Closed, answer to come")
    ANSWERED = "answered", pgettext_lazy("consultation", "Answered")
    WITHDRAWN = "withdrawn", pgettext_lazy("consultation", "Withdrawn")


PUBLIC = (ConsultationStatus.PUBLISHED, ConsultationStatus.ANSWERED, ConsultationStatus.WITHDRAWN)

CONSULTATION_TRANSITIONS = table(
    Transition("publish", (ConsultationStatus.DRAFT,), ConsultationStatus.PUBLISHED),
    Transition("answer", (ConsultationStatus.PUBLISHED,), ConsultationStatus.ANSWERED),
    Transition(
        "withdraw",
        (ConsultationStatus.PUBLISHED,),
        ConsultationStatus.WITHDRAWN,
        needs_reason=True,
    ),
)


class Audience(TextChoices):
    """Whom a consultation asks."""

    EVERYBODY = "everybody", _("Everybody")
    BUSINESSES = "businesses", _("Businesses")
    ASSOCIATIONS = "associations", _("Associations")
    PROFESSIONS = "professions", _("A profession")
    FAMILIES = "families", _("Families")
    YOUNG = "young", _("Young people")
    OLDER = "older", _("Older people")
    STAFF = "staff", _("Public servants")


class QuestionKind(TextChoices):
    """How a question is answered."""

    TEXT = "text", _("In own words")
    ONE = "one", _("One of several")
    MANY = "many", _("Any of several")
    SCALE = "scale", _("On a scale from 1 to 5")


CHOSEN = (QuestionKind.ONE, QuestionKind.MANY)
SCALE = (1, 2, 3, 4, 5)


class ResponseStatus(TextChoices):
    """Whether a response counts."""

    COUNTED = "counted", _("Counted")
    QUARANTINE = "quarantine", _("In quarantine")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", pgettext_lazy("response", "Withdrawn")


_STANDING = (ResponseStatus.COUNTED, ResponseStatus.QUARANTINE)

RESPONSE_TRANSITIONS = table(
    Transition("release", (ResponseStatus.QUARANTINE,), ResponseStatus.COUNTED),
    Transition("reject", (ResponseStatus.QUARANTINE,), ResponseStatus.REJECTED),
    Transition("withdraw", _STANDING, ResponseStatus.WITHDRAWN),
)


class Outcome(TextChoices):
    """What came of a point that was made."""

    TAKEN = "taken", _("Taken up")
    PARTLY = "partly", _("Taken up in part")
    LATER = "later", _("To be decided later")
    NOT = "not", _("Not taken up")
