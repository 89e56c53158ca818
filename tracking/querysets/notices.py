"""Which notices: for residents, for staff, for the clock."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Subquery

from portal.organisation.querysets import within
from portal.oversight.spans import Span
from tracking.states.notices import LOUDER, RUNNING, STANDING

if TYPE_CHECKING:
    from tracking.models import Notice


class NoticeQuerySet(models.QuerySet["Notice"]):
    def standing(self):
        """Those that aren't closed."""
        return self.filter(status__in=STANDING)

    def overdue(self, on: date):
        """Those whose answer, or what was promised in it, is late on a day: they climb."""
        return self.filter(status__in=RUNNING, due__lt=on)

    def stirred(self, span: Span):
        """Those that were opened, or came to another level, in a stretch of time."""
        steps = self.model._meta.get_field("steps").related_model._default_manager  # type: ignore[union-attr]
        louder = steps.filter(act__in=LOUDER, **span.lookups("recorded_at"))
        return self.filter(pk__in=louder.values("notice"))

    def provable(self):
        """Those on whose measure a report was verified since they were opened."""
        return self.standing().filter(Exists(self._proofs()))

    def with_proof(self):
        """Each with the last such report: its id in `proof_there`, its last day in `proof_to`."""
        last = self._proofs().order_by("-period_end", "-pk")
        return self.annotate(
            proof_there=Subquery(last.values("pk")[:1]),
            proof_to=Subquery(last.values("period_end")[:1]),
        )

    def _proofs(self):
        reports: Any = self.model._meta.get_field("proof").related_model._default_manager  # type: ignore[union-attr]
        return reports.verified().filter(
            measure=OuterRef("measure"), decided_at__date__gte=OuterRef("opened_on")
        )

    def public(self, level: int):
        """What residents see: those of public programmes from a level on."""
        return self.filter(measure__programme__is_public=True, level__gte=level)

    def managed_by(self, user, permission="tracking.view_notice"):
        """Notices to the departments in which `user` holds `permission`."""
        return within(self, user, permission)


NoticeManager = models.Manager.from_queryset(NoticeQuerySet)
