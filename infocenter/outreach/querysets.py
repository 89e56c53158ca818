"""Which announcements, events, campaigns and registrations: for residents, for staff."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from infocenter.outreach.states import CONFIRMED, PUBLIC, OutreachStatus, RegistrationStatus
from portal.organisation.querysets import within


class OutreachQuerySet(models.QuerySet):
    def public(self, now: datetime | None = None):
        """What residents see at a time."""
        return self.filter(status__in=PUBLIC, published_at__lte=now or timezone.now())

    def gone(self):
        """What residents saw once, and was withdrawn."""
        return self.filter(status=OutreachStatus.WITHDRAWN, published_at__isnull=False)

    def to_show(self):
        """What has become public by the clock, and isn't in the search yet."""
        return self.public().filter(shown_at=None)

    def managed_by(self, user, permission):
        """Those of the departments in which `user` holds `permission`."""
        return within(self, user, permission)

    def newest_first(self):
        return self.order_by("-published_at", "-pk")

    def after(self, at: datetime, pk: int):
        """In that order, what comes after a place."""
        return self.filter(Q(published_at__lt=at) | Q(published_at=at, pk__lt=pk))

    def next_change(self, now: datetime) -> datetime | None:
        """When the next of them begins to show by itself."""
        ahead = self.filter(status__in=PUBLIC, published_at__gt=now)
        return ahead.aggregate(at=models.Min("published_at"))["at"]


OutreachManager = models.Manager.from_queryset(OutreachQuerySet)


class EventQuerySet(OutreachQuerySet):
    def coming(self, now: datetime):
        """Those that aren't over, the next first."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "pk")

    def past(self, now: datetime):
        """Those that are over, the last first."""
        return self.filter(ends_at__lte=now).order_by("-starts_at", "-pk")

    def taking_place(self):
        """Those that weren't called off."""
        return self.filter(status=OutreachStatus.PUBLISHED)

    def next_change(self, now: datetime) -> datetime | None:
        """When one of them next shows, begins, ends or takes no registration any more."""
        moments = self.filter(status__in=PUBLIC, ends_at__gt=now).aggregate(
            **{
                name: models.Min(name, filter=Q(**{f"{name}__gt": now}))
                for name in ("published_at", "starts_at", "ends_at", "closes_at")
            }
        )
        return min((each for each in moments.values() if each), default=None)


EventManager = models.Manager.from_queryset(EventQuerySet)


class RegistrationQuerySet(models.QuerySet):
    def managed_by(self, user, permission="infocenter.view_registration"):
        """Registrations for the events of the departments in which `user` holds `permission`."""
        return within(self, user, permission, field="event__department")

    def confirmed(self):
        """Those that have a place or wait for one."""
        return self.filter(status__in=CONFIRMED)

    def seated(self):
        """Those that have a place, in the order in which they were confirmed."""
        return self.filter(status=RegistrationStatus.SEATED).order_by("turn")

    def waiting(self):
        """The waiting list, whoever comes next first."""
        return self.filter(status=RegistrationStatus.WAITING).order_by("turn")

    def to_remind(self, now: datetime, ahead: timedelta):
        """Those whose event comes soon. Who registered just now has just had a mail."""
        soon = Q(event__starts_at__gt=now, event__starts_at__lte=now + ahead)
        late = Q(confirmed_at__gt=F("event__starts_at") - ahead)
        taking_place = Q(event__status=OutreachStatus.PUBLISHED)
        return self.seated().filter(soon, taking_place, reminded_at=None).exclude(late)


RegistrationManager = models.Manager.from_queryset(RegistrationQuerySet)
