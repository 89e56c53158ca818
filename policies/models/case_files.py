"""Files of cases: sealed on the disk, under names that say nothing."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policies.models.cases import Case, Message
from portal import sealing


class CaseFile(models.Model):
    """A file that was sent with a message, or that waits for its message to be sent.

    A resident's file waits under the hash of the submission that it was chosen for; an officer's
    under the case. What nobody sends is swept after a day.
    """

    case = models.ForeignKey(
        Case, null=True, editable=False, on_delete=models.CASCADE, related_name="files"
    )
    message = models.ForeignKey(
        Message, null=True, editable=False, on_delete=models.CASCADE, related_name="files"
    )
    submission = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    sealed_name = models.TextField(editable=False)
    media_type = models.CharField(_("type"), max_length=120)  # of its bytes, not of its name
    size = models.PositiveBigIntegerField(_("size"))  # bytes, before sealing
    place = models.CharField(max_length=32, unique=True, editable=False)
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects: ClassVar["models.Manager[CaseFile]"]

    class Meta:
        verbose_name = _("file of a case")
        verbose_name_plural = _("files of cases")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.case_id}: {self.pk}"

    @property
    def owner(self) -> Case | None:
        """The whole that this is a part of."""
        return self.case

    def name(self) -> str:
        """What its sender called it."""
        return sealing.unseal(self.sealed_name)
