"""The states of a published answer."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.workflow import Transition, table


class AnswerStatus(TextChoices):
    """Whether residents see it."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


ANSWER_TRANSITIONS = table(
    Transition("publish", (AnswerStatus.DRAFT, AnswerStatus.WITHDRAWN), AnswerStatus.PUBLISHED),
    Transition("withdraw", (AnswerStatus.PUBLISHED,), AnswerStatus.WITHDRAWN),
)
