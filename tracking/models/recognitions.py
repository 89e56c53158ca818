"""Recognitions: commendation or criticism of a department for a measure."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.organisation.models import Department
from portal.workflow import may_follow
from tracking.models.measures import Measure
from tracking.querysets import RecognitionManager
from tracking.states.recognitions import (
    RECOGNITION_TRANSITIONS,
    RecognitionKind,
    RecognitionStatus,
)


class Recognition(models.Model):
    """Proposed with its grounds, replied to by the department, decided by the leadership group."""

    kind = models.CharField(_("kind"), max_length=12, choices=RecognitionKind)
    measure = models.ForeignKey(
        Measure, verbose_name=_("measure"), on_delete=models.PROTECT, related_name="recognitions"
    )
    department = models.ForeignKey(
        Department,
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        related_name="recognitions",
        editable=False,
    )
    grounds = models.TextField(_("grounds"))
    reply = models.TextField(_("the department's reply"), blank=True, editable=False)
    decision = models.TextField(_("decision"), blank=True, editable=False)
    is_public = models.BooleanField(_("public"), default=False, editable=False)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=RecognitionStatus,
        default=RecognitionStatus.PROPOSED,
        editable=False,
    )
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[RecognitionManager] = RecognitionManager()

    class Meta:
        verbose_name = _("recognition")
        verbose_name_plural = _("recognitions")
        ordering = ["-proposed_at", "-id"]
        permissions = [
            ("decide_recognition", "Can decide on recognitions"),
            ("answer_recognition", "Can reply to recognitions of the own department"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} · {self.measure}"

    def next_steps(self) -> list[str]:
        """Names of the moves that are open now, whoever asks."""
        return may_follow(RECOGNITION_TRANSITIONS, self.status)
