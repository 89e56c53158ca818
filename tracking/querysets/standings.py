"""What was known when, and how measures stood on a day by it."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, CharField, Count, Q, Value, When

from tracking.progress import WHOLE
from tracking.states.measures import Health

if TYPE_CHECKING:
    from tracking.models import Standing


class StandingQuerySet(models.QuerySet["Standing"]):
    def now(self):
        """What is known now: one of each measure."""
        return self.filter(known_to=None)

    def known_at(self, moment: datetime):
        """What was known at a moment: one of each measure that there was."""
        still = Q(known_to=None) | Q(known_to__gt=moment)
        return self.filter(still, known_from__lte=moment)

    def public(self):
        """Of what residents see."""
        return self.filter(measure__programme__is_public=True)

    def on(self, day: date):
        """Each with its `health` on a day. It says the same as `tracking.progress.health`."""
        return self.annotate(
            health=Case(
                When(progress__gte=WHOLE, then=Value(Health.DONE)),
                When(due__lt=day, then=Value(Health.OVERDUE)),
                When(at_risk_from__lte=day, then=Value(Health.AT_RISK)),
                When(start__gt=day, progress=0, then=Value(Health.NOT_STARTED)),
                default=Value(Health.ON_TRACK),
                output_field=CharField(),
            )
        )

    def by_health(self, *columns: str):
        """(`columns`..., health, how many) of what has its health of a day."""
        return (
            self.order_by().values_list(*columns, "health").annotate(Count("pk")).order_by(*columns)
        )

    def counted(self, column: str) -> dict:
        """How many there are of each value of a column."""
        return dict(self.order_by().values_list(column).annotate(Count("pk")))

    def beyond(self, due: date, measure: int, *, backwards: bool = False):
        """What comes after (or before) a place in the order of last days."""
        step = "lt" if backwards else "gt"
        return self.filter(
            Q(**{f"due__{step}": due}) | Q(**{f"measure__{step}": measure}),
            **{f"due__{step}e": due},
        )


StandingManager = models.Manager.from_queryset(StandingQuerySet)
