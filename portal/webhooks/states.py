"""What becomes of a message to a department's system."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.workflow import Transition, table


class Status(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    TAKEN = "taken", _("Taken by a sender")
    SENT = "sent", _("Accepted")
    DEAD = "dead", _("Given up")


# A sender that dies may have sent it: it is sent again under the same id, by which the other side
# knows it.
TRANSITIONS = table(
    Transition("take", (Status.WAITING,), Status.TAKEN),
    Transition("sent", (Status.TAKEN,), Status.SENT),
    Transition("later", (Status.TAKEN,), Status.WAITING),
    Transition("give_up", (Status.TAKEN, Status.WAITING), Status.DEAD),
    Transition("again", (Status.DEAD, Status.SENT), Status.WAITING),
)
