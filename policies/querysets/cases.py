"""Which cases: for their handlers."""

from typing import TYPE_CHECKING

from django.db import models

from policies.states.cases import OPEN
from portal.organisation.querysets import within

if TYPE_CHECKING:
    from policies.models import Case


class CaseQuerySet(models.QuerySet["Case"]):
    def handled_by(self, user, permission="policies.view_case"):
        """Cases of the departments in which `user` holds `permission`."""
        return within(self, user, permission)

    def still_open(self):
        """Cases that wait for somebody."""
        return self.filter(status__in=OPEN)


CaseManager = models.Manager.from_queryset(CaseQuerySet)
