"""Which answers: for residents, for staff."""

from typing import TYPE_CHECKING

from django.db import models

from policies.states.answers import AnswerStatus
from portal.organisation.querysets import within

if TYPE_CHECKING:
    from policies.models import PublishedAnswer


class PublishedAnswerQuerySet(models.QuerySet["PublishedAnswer"]):
    def public(self):
        """Answers that residents see."""
        return self.filter(status=AnswerStatus.PUBLISHED)

    def managed_by(self, user, permission="policies.view_publishedanswer"):
        """Answers of the departments in which `user` holds `permission`."""
        return within(self, user, permission)


PublishedAnswerManager = models.Manager.from_queryset(PublishedAnswerQuerySet)
