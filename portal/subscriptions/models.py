"""Subscribers, what they have subscribed to, what happened, and of what each is to be told.

Who somebody is is sealed; equal addresses are found by a keyed digest.
"""

import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import languages, sealing
from portal.notifications.models import Delivery
from portal.subscriptions.states import Pace


def _key() -> str:
    return secrets.token_hex(8)


class Subscriber(models.Model):
    """An e-mail address. It goes with the last of its subscriptions."""

    digest = models.CharField(max_length=64, unique=True)
    sealed = models.TextField(editable=False)
    language = models.CharField(_("language"), max_length=10, choices=languages.LANGUAGES)
    key = models.CharField(max_length=16, default=_key, editable=False)  # part of secret links
    made_at = models.DateTimeField(default=timezone.now)
    # Days on which the mail server refused the address, with no mail taken in between.
    refused_days = models.PositiveSmallIntegerField(default=0)
    refused_on = models.DateField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.pk)

    def address(self) -> str:
        """To where mails go. Raises sealing.Unreadable if the key is gone."""
        return sealing.unseal(self.sealed)


class SubscriptionQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(confirmed_at__isnull=False)

    def unconfirmed(self):
        return self.filter(confirmed_at__isnull=True)

    def to(self, subjects):
        """Those to one of these things."""
        wanted = models.Q(pk__in=())
        keys: dict[str, list[str]] = {}
        for kind, key in subjects:
            keys.setdefault(kind, []).append(key)
        for kind, some in keys.items():
            wanted |= models.Q(kind=kind, key__in=some)
        return self.filter(wanted)


class Subscription(models.Model):
    """What a subscriber wants to be told of. It counts from when the address confirmed it."""

    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.CASCADE, related_name="subscriptions", editable=False
    )
    kind = models.CharField(_("kind"), max_length=40, editable=False)
    key = models.CharField(_("what"), max_length=600, editable=False)
    pace = models.CharField(_("how often"), max_length=10, choices=Pace, default=Pace.DAILY)
    made_at = models.DateTimeField(_("asked for"), default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["kind", "key", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "kind", "key"], name="one_subscription_to_each_thing"
            )
        ]
        indexes = [
            models.Index(fields=["kind", "key", "subscriber"], name="subscriptions_to_a_thing")
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"


class Happening(models.Model):
    """Something that happened to a public thing, written down in the same transaction."""

    name = models.CharField(max_length=120, unique=True)  # whoever tells it twice tells it once
    kind = models.CharField(max_length=40)
    object_id = models.PositiveBigIntegerField()
    event = models.CharField(max_length=40)
    titles = models.JSONField(default=dict)  # by language, as they were then
    notes = models.JSONField(default=dict)  # by language: what changed, or why
    subjects = models.JSONField(default=list)  # [kind, key] of what it belongs to
    at = models.DateTimeField(default=timezone.now)
    spread_at = models.DateTimeField(null=True)  # when all who want to know had their Item

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["spread_at"], name="happenings_to_spread"),
            models.Index(fields=["at"], name="happenings_by_time"),
        ]

    def __str__(self):
        return self.name


class Item(models.Model):
    """That a subscriber is told of a happening: once, however many subscriptions say so."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="items")
    happening = models.ForeignKey(Happening, on_delete=models.CASCADE, related_name="items")
    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="items")
    due_at = models.DateTimeField()
    posted_at = models.DateTimeField(null=True)  # when its mail was written down
    delivery = models.ForeignKey(
        Delivery, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "happening"], name="told_of_each_once")
        ]
        indexes = [
            models.Index(
                fields=["due_at", "subscriber"],
                condition=models.Q(posted_at=None),
                name="items_to_post",
            )
        ]

    def __str__(self):
        return f"{self.happening_id} for {self.subscriber_id}"
