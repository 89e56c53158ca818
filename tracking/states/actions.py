"""The life of an action item: what a meeting decided, or an evaluation asks for."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from portal.workflow import Transition, table


class ActionStatus(TextChoices):
    """Who acts next. A department reports; whoever supervises confirms."""

    OPEN = "open", pgettext_lazy("action item", "To be done")
    REPORTED = "reported", pgettext_lazy("action item", "Reported as done")
    DONE = "done", pgettext_lazy("action item", "Done")
    DROPPED = "dropped", pgettext_lazy("action item", "Dropped")


RUNNING = (ActionStatus.OPEN, ActionStatus.REPORTED)

ACTION_TRANSITIONS = table(
    Transition("report", (ActionStatus.OPEN,), ActionStatus.REPORTED),
    Transition("confirm", (ActionStatus.REPORTED,), ActionStatus.DONE),
    Transition("return", (ActionStatus.REPORTED,), ActionStatus.OPEN, needs_reason=True),
    Transition("drop", RUNNING, ActionStatus.DROPPED, needs_reason=True),
)
