"""Events, and who has registered for them."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from infocenter.models.outreach import Outreach, OutreachText
from infocenter.outreach.querysets import EventManager, RegistrationManager
from infocenter.outreach.states import (
    STANDING,
    Entry,
    OutreachStatus,
    RegistrationStatus,
    Stage,
)
from portal import languages, sealing


class Event(Outreach):
    """Something that takes place: a forum, a briefing, an open day."""

    starts_at = models.DateTimeField(pgettext_lazy("event", "begins"))
    ends_at = models.DateTimeField(pgettext_lazy("event", "ends"))
    takes_registrations = models.BooleanField(
        _("registration on this site"),
        default=True,
        help_text=_("People register with an e-mail address, and need no account."),
    )
    capacity = models.PositiveIntegerField(
        pgettext_lazy("event", "places"),
        null=True,
        blank=True,
        help_text=_("Empty: as many as come."),
    )
    closes_at = models.DateTimeField(
        _("registration closes"), null=True, blank=True, help_text=_("Empty: when it begins.")
    )
    taken = models.PositiveIntegerField(default=0, editable=False)  # places that are given away
    turns = models.PositiveIntegerField(default=0, editable=False)  # registrations ever confirmed
    forgotten_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[EventManager] = EventManager()

    class Meta(Outreach.Meta):
        verbose_name = pgettext_lazy("outreach", "event")
        verbose_name_plural = pgettext_lazy("outreach", "events")
        ordering = ["-starts_at", "-id"]
        permissions = [("publish_event", "Can publish, call off and withdraw events")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="event_ends_after_it_begins",
                violation_error_message=_("An event can't end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(taken__lte=F("capacity")),
                name="event_not_overbooked",
                violation_error_message=_("More people have a place already."),
            ),
        ]
        indexes = [models.Index(fields=["status", "starts_at"], name="events_by_time")]

    def stage(self, at: datetime | None = None) -> Stage:
        """What it is to residents at a time."""
        now = at or timezone.now()
        if self.status == OutreachStatus.CALLED_OFF:
            return Stage.CALLED_OFF
        if now < self.starts_at:
            return Stage.COMING
        return Stage.NOW if now < self.ends_at else Stage.OVER

    def entry(self, at: datetime | None = None) -> Entry:
        """Whether people can register at a time."""
        if not self.takes_registrations:
            return Entry.FREE
        now = at or timezone.now()
        if now >= (self.closes_at or self.starts_at) or self.stage(now) != Stage.COMING:
            return Entry.CLOSED
        return Entry.FULL if self.is_full else Entry.OPEN

    @property
    def is_full(self) -> bool:
        """Whether every place is given away."""
        return self.capacity is not None and self.taken >= self.capacity


class EventTranslation(OutreachText):
    """A language version, with the name of the place."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="translations")
    place = models.CharField(
        pgettext_lazy("event", "place"),
        max_length=300,
        blank=True,
        help_text=_("Name, street and number."),
    )

    CONTENT = ("title", "place", "summary", "body")

    class Meta:
        verbose_name = _("language version")
        verbose_name_plural = _("language versions")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["event", "language"], name="one_event_text_per_language"
            )
        ]

    @property
    def owner(self):
        return self.event


@dataclass(frozen=True)
class Visitor:
    """Who has registered."""

    name: str = ""
    email: str = ""


class Registration(models.Model):
    """One person's registration. Name and address are sealed, and forgotten after the event."""

    event = models.ForeignKey(
        Event,
        verbose_name=pgettext_lazy("outreach", "event"),
        on_delete=models.PROTECT,
        related_name="registrations",
    )
    language = models.CharField(_("language"), max_length=10, choices=languages.LANGUAGES)
    status = models.CharField(
        _("state"),
        max_length=12,
        choices=RegistrationStatus,
        default=RegistrationStatus.UNCONFIRMED,
    )
    person = models.TextField(blank=True, editable=False)  # sealed; empty once forgotten
    mark = models.CharField(max_length=64, blank=True, editable=False)  # alike for one address
    nonce = models.CharField(max_length=32, editable=False)  # of the secret link
    turn = models.PositiveIntegerField(null=True, editable=False)  # the how manieth confirmed
    made_at = models.DateTimeField(_("registered"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True)
    reminded_at = models.DateTimeField(null=True, editable=False)
    attended = models.BooleanField(_("came"), null=True)

    objects: ClassVar[RegistrationManager] = RegistrationManager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["turn", "id"]
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "mark"],
                condition=Q(status__in=STANDING) & ~Q(mark=""),
                name="one_registration_per_address",
            )
        ]
        indexes = [models.Index(fields=["event", "status", "turn"], name="registrations_in_turn")]

    def __str__(self):
        return str(self.pk or "")

    @property
    def owner(self):
        return self.event

    def visitor(self) -> Visitor:
        """Who it is; for those who may see registrations, and for the person."""
        return Visitor(**sealing.unseal(self.person)) if self.person else Visitor()
