"""Which datasets somebody sees, and which tables wait to be read."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

from infocenter.states import TableStatus

if TYPE_CHECKING:
    from infocenter.models import Dataset, EditionDataset, Table

FORGOTTEN = timedelta(minutes=30)  # so long a table may wait; then the clock asks again


class DatasetQuerySet(models.QuerySet["Dataset"]):
    def public(self):
        """Those that residents query now."""
        shown = Q(editions__edition__is_current=True, editions__table__status=TableStatus.READY)
        return self.filter(shown)

    def offered(self):
        """Those of the working copy that the next edition will have."""
        return self.filter(offered=True, attachment__removed_at__isnull=True)


DatasetManager = models.Manager.from_queryset(DatasetQuerySet)


class TableQuerySet(models.QuerySet["Table"]):
    def forgotten(self, now=None):
        """Tables that wait, or are being read, for too long: a worker was killed, a task lost."""
        before = (now or timezone.now()) - FORGOTTEN
        return self.filter(
            status__in=(TableStatus.WAITING, TableStatus.LOADING), asked_at__lt=before
        )


class EditionDatasetQuerySet(models.QuerySet["EditionDataset"]):
    def public(self):
        """What residents query now: one row for each public dataset."""
        return self.filter(edition__is_current=True, table__status=TableStatus.READY)
