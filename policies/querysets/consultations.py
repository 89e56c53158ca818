"""Which consultations and responses: for residents, for staff."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case as Choice
from django.db.models import F, Q, Value, When

from policies.states.consultations import PUBLIC, ConsultationStatus, ResponseStatus, Stage
from portal.organisation.querysets import within

if TYPE_CHECKING:
    from policies.models import Consultation, Response


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def public(self):
        """What residents see."""
        return self.filter(status__in=PUBLIC)

    def managed_by(self, user, permission="policies.view_consultation"):
        """Consultations of the departments in which `user` holds `permission`."""
        return within(self, user, permission)

    def at(self, now: datetime):
        """Each with its `standing`, a Stage, at a time."""
        asked = {"status": ConsultationStatus.PUBLISHED}
        return self.annotate(
            standing=Choice(
                When(**asked, opens_at__gt=now, then=Value(Stage.UPCOMING)),
                When(**asked, closes_at__gt=now, then=Value(Stage.OPEN)),
                When(**asked, then=Value(Stage.CLOSED)),
                default=F("status"),
                output_field=models.CharField(),
            )
        )

    def to_open(self, now: datetime):
        """What has opened by the clock, and nobody was told yet."""
        asked = {"status": ConsultationStatus.PUBLISHED, "opened_at": None}
        return self.filter(**asked, opens_at__lte=now, closes_at__gt=now)

    def in_list_order(self):
        """What is open first, what closes soonest before; then what opens; then the newest."""
        over = Q(standing__in=(Stage.CLOSED, Stage.ANSWERED, Stage.WITHDRAWN))
        rank = Choice(
            When(standing=Stage.OPEN, then=Value(0)),
            When(standing=Stage.UPCOMING, then=Value(1)),
            default=Value(2),
        )
        ahead = Choice(When(~over, then=F("closes_at")), default=None)
        return self.order_by(rank, ahead, "-closes_at", "-pk")

    def next_change(self, now: datetime) -> datetime | None:
        """When the next public one opens or closes by itself."""
        rows = self.filter(status=ConsultationStatus.PUBLISHED, closes_at__gt=now)
        moments = rows.values_list("opens_at", "closes_at")
        return min((each for pair in moments for each in pair if each > now), default=None)


ConsultationManager = models.Manager.from_queryset(ConsultationQuerySet)


class ResponseQuerySet(models.QuerySet["Response"]):
    def managed_by(self, user, permission="policies.view_response"):
        """Responses to the departments in which `user` holds `permission`."""
        return within(self, user, permission, field="consultation__department")

    def counted(self):
        """What goes into the figures."""
        return self.filter(status=ResponseStatus.COUNTED)

    def published(self):
        """What everybody may read."""
        return self.counted().filter(published_at__isnull=False)


ResponseManager = models.Manager.from_queryset(ResponseQuerySet)
