"""Which cases somebody handles, and which answers everybody sees."""

from typing import TYPE_CHECKING

from django.db import models

from policies.states.answers import AnswerStatus
from policies.states.cases import OPEN
from portal.organisation.querysets import within

if TYPE_CHECKING:
    from policies.models import Case, PublishedAnswer


class CaseQuerySet(models.QuerySet["Case"]):
    def handled_by(self, user, permission="policies.view_case"):
        """Cases of the departments in which `user` holds `permission`."""
        return within(self, user, permission)

    def still_open(self):
        """Cases that wait for somebody."""
        return self.filter(status__in=OPEN)


CaseManager = models.Manager.from_queryset(CaseQuerySet)


class PublishedAnswerQuerySet(models.QuerySet["PublishedAnswer"]):
    def public(self):
        """Answers that residents see."""
        return self.filter(status=AnswerStatus.PUBLISHED)

    def managed_by(self, user, permission="policies.view_publishedanswer"):
        """Answers of the departments in which `user` holds `permission`."""
        return within(self, user, permission)


PublishedAnswerManager = models.Manager.from_queryset(PublishedAnswerQuerySet)
