"""Deliveries: the outbox. A row is written with the change that it tells of, or not at all."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import languages
from portal.notifications.states import UNDER_WAY, Status


class DeliveryQuerySet(models.QuerySet):
    def due(self):
        """Mails whose time has come, the longest waiting first."""
        return self.filter(status=Status.WAITING, next_at__lte=timezone.now()).order_by("next_at")

    def abandoned(self):
        """Mails whose sender has had more than enough time, and so is dead."""
        return self.filter(status__in=UNDER_WAY, next_at__lte=timezone.now())

    def about(self, thing):
        """Mails about one thing."""
        kind = ContentType.objects.get_for_model(thing)
        return self.filter(about_type=kind, about_id=thing.pk)


class Delivery(models.Model):
    """One mail to one person. To whom and with what words is sealed, and gone once it is sent."""

    kind = models.CharField(_("kind"), max_length=60)  # names the templates
    language = models.CharField(_("language"), max_length=10, choices=languages.LANGUAGES)
    about_type = models.ForeignKey(
        ContentType, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    about_id = models.PositiveBigIntegerField(null=True, editable=False)
    message_id = models.CharField(max_length=100, unique=True)  # the same at every attempt
    sealed = models.TextField(blank=True, editable=False)
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    problem = models.CharField(_("problem"), max_length=60, blank=True)  # no words of the server's
    made_at = models.DateTimeField(_("written"), default=timezone.now)
    next_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    done_at = models.DateTimeField(_("finished"), null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-pk"]
        default_permissions = ("view", "change")
        indexes = [
            models.Index(fields=["status", "next_at"], name="delivery_due"),
            models.Index(fields=["about_type", "about_id"], name="delivery_about"),
        ]

    def __str__(self):
        return f"{self.kind} {self.pk}"
