"""Which programmes: for residents, for staff."""

from typing import TYPE_CHECKING

from django.db import models

from portal.organisation.querysets import within

if TYPE_CHECKING:
    from tracking.models import Programme


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def public(self):
        """What residents see."""
        return self.filter(is_public=True)

    def managed_by(self, user, permission="tracking.view_programme"):
        """Programmes of the departments in which `user` holds `permission`."""
        return within(self, user, permission)


ProgrammeManager = models.Manager.from_queryset(ProgrammeQuerySet)
