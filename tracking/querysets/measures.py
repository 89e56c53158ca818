"""Which measures, milestones and observations: for residents, for staff."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from portal.organisation.querysets import within

if TYPE_CHECKING:
    from tracking.models import Measure, Milestone, Observation


class MeasureQuerySet(models.QuerySet["Measure"]):
    def public(self):
        """What residents see: the measures of public programmes."""
        return self.filter(programme__is_public=True)

    def managed_by(self, user, permission="tracking.view_measure"):
        """Measures of the departments in which `user` holds `permission`."""
        return within(self, user, permission)


MeasureManager = models.Manager.from_queryset(MeasureQuerySet)


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def current(self):
        """Those of the plan as it is now."""
        return self.filter(removed_at=None)


class ObservationQuerySet(models.QuerySet["Observation"]):
    def known_at(self, moment: datetime):
        """What was known of the values at a moment."""
        still = Q(replaced_at=None) | Q(replaced_at__gt=moment)
        return self.filter(still, recorded_at__lte=moment)
