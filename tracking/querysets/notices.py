"""Which notices: for residents, for staff, for the clock."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models

from portal.organisation.querysets import within
from tracking.states.notices import RUNNING, STANDING

if TYPE_CHECKING:
    from tracking.models import Notice


class NoticeQuerySet(models.QuerySet["Notice"]):
    def standing(self):
        """Those that aren't closed."""
        return self.filter(status__in=STANDING)

    def overdue(self, on: date):
        """Those whose answer, or what was promised in it, is late on a day: they climb."""
        return self.filter(status__in=RUNNING, due__lt=on)

    def public(self, level: int):
        """What residents see: those of public programmes from a level on."""
        return self.filter(measure__programme__is_public=True, level__gte=level)

    def managed_by(self, user, permission="tracking.view_notice"):
        """Notices to the departments in which `user` holds `permission`."""
        return within(self, user, permission)


NoticeManager = models.Manager.from_queryset(NoticeQuerySet)
