"""What becomes of a mail."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.workflow import Transition, table


class Status(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    TAKEN = "taken", _("Taken by a sender")
    HANDING_OVER = "handing_over", _("Being handed over")
    SENT = "sent", _("Sent")
    UNCLEAR = "unclear", _("Unclear whether it was sent")
    FAILED = "failed", _("Given up")


# A sender that dies before handing over has sent nothing: the mail waits again. After that nobody
# knows whether the mail server has it, and a mail is never sent twice: a person decides.
TRANSITIONS = table(
    Transition("take", (Status.WAITING,), Status.TAKEN),
    Transition("hand_over", (Status.TAKEN,), Status.HANDING_OVER),
    Transition("sent", (Status.HANDING_OVER,), Status.SENT),
    Transition("later", (Status.TAKEN, Status.HANDING_OVER), Status.WAITING),
    Transition("give_up", (Status.TAKEN, Status.HANDING_OVER), Status.FAILED),
    Transition("unclear", (Status.HANDING_OVER,), Status.UNCLEAR),
    Transition("again", (Status.FAILED, Status.UNCLEAR), Status.WAITING),
)
UNDER_WAY = (Status.TAKEN, Status.HANDING_OVER)
