"""Events: what was done, by whom, when. Rows are only added, each chained to the one before."""

import hashlib
import json
from datetime import UTC

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portal import languages
from portal.organisation.models import Department
from portal.organisation.querysets import within

NOTHING = "0" * 64  # the hash before the first event of a lane


class AppendOnly(TypeError):
    """Somebody tried to change or delete history."""


class EventQuerySet(models.QuerySet):
    def about(self, thing):
        """Events of one thing, newest first."""
        return self.filter(
            content_type=ContentType.objects.get_for_model(thing), object_id=thing.pk
        ).order_by("-id")

    def managed_by(self, user):
        """Events of the departments whose history `user` may read."""
        return within(self, user, "history.view_event")

    def rows(self):
        """Tuples of all columns, by name: half the work of events, for whoever reads very many."""
        columns = [field.attname for field in self.model._meta.concrete_fields]
        return self.values_list(*columns, named=True)

    def update(self, **kwargs):
        raise AppendOnly("History can't be changed.")

    def delete(self):
        raise AppendOnly("History can't be deleted.")


class Event(models.Model):
    """One thing that happened to one object."""

    at = models.DateTimeField(_("when"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Empty: the system itself."),
    )
    department = models.ForeignKey(
        Department,
        verbose_name=_("department"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    verb = models.CharField(_("what"), max_length=60, db_index=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    thing = GenericForeignKey("content_type", "object_id")
    label = models.CharField(_("of what"), max_length=300)
    reason = models.TextField(_("reason"), blank=True)
    data = models.JSONField(_("details"), default=dict)
    before = models.JSONField(_("before"), default=dict, editable=False)
    after = models.JSONField(_("after"), default=dict, editable=False)
    network = models.CharField(_("from where"), max_length=50, blank=True)
    request = models.CharField(_("request"), max_length=64, blank=True)
    lane = models.PositiveSmallIntegerField(default=1)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("history")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="event_of_thing"),
            models.Index(fields=["lane", "id"], name="event_in_lane"),
        ]
        default_permissions = ("view",)
        permissions = (("audit_event", "Can see before and after, and from where"),)

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.label}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnly("History can't be changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly("History can't be deleted.")

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """(`lang`, words) of a reason for residents, in every language in which it was given."""
        given = self.data.get("reasons", {})
        return [(languages.bcp47(code), given[code]) for code in languages.CODES if code in given]

    @property
    def details(self) -> dict:
        """What else the event says."""
        return {name: value for name, value in self.data.items() if value and name != "reasons"}

    def computed_hash(self) -> str:
        """SHA-256 over what this event says."""
        return computed_hash(self)


def said(event) -> dict:
    """What an event, or one of `Event.objects.rows()`, says: all that is hashed.

    What came later than the first events is left out where it is empty, as they were hashed
    without it.
    """
    later = {
        "lane": event.lane if event.lane > 1 else 0,
        "before": event.before,
        "after": event.after,
        "network": event.network,
        "request": event.request,
    }
    return {
        "previous": event.previous_hash,
        "at": event.at.astimezone(UTC).isoformat(),
        "actor": event.actor_id,
        "department": event.department_id,
        "verb": event.verb,
        "content_type": event.content_type_id,
        "object": event.object_id,
        "label": event.label,
        "reason": event.reason,
        "data": event.data,
        **{name: value for name, value in later.items() if value},
    }


def computed_hash(event) -> str:
    """SHA-256 over what an event, or one of `Event.objects.rows()`, says."""
    return hashlib.sha256(canonical(said(event))).hexdigest()


_written = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


def canonical(said) -> bytes:
    """The bytes of JSON that are hashed: one way to write a thing, and no other."""
    return _written(said).encode("utf-8", "surrogatepass")


class ChainHead(models.Model):
    """A lane of the chain and its last event's hash: the row is locked while an event is added."""

    hash = models.CharField(max_length=64, default=NOTHING)

    def __str__(self):
        return self.hash


class Portrait(models.Model):
    """How a thing looked when history last saw it: what the next change is compared with."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    values = models.JSONField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="portrait_of_thing")
        ]

    def __str__(self):
        return f"{self.content_type_id}:{self.object_id}"


class Checkpoint(models.Model):
    """That the chain held up to these events: where the next, shorter check begins."""

    at = models.DateTimeField(default=timezone.now)
    heads = models.JSONField()  # by lane: the last event's id and hash
    events = models.PositiveBigIntegerField()
    seal = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()
        ordering = ["-id"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M}"

    def computed_seal(self) -> str:
        """What only who knows the secret key can write."""
        said = canonical([self.at.astimezone(UTC).isoformat(), self.heads, self.events])
        return salted_hmac("history.checkpoint", said, algorithm="sha256").hexdigest()
