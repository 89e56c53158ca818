"""Which evaluations, recognitions, action items and trainings: for residents, for staff."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from portal.organisation.querysets import within
from tracking.states.actions import RUNNING
from tracking.states.evaluations import EvaluationStatus
from tracking.states.recognitions import RecognitionStatus

if TYPE_CHECKING:
    from tracking.models import ActionItem, Evaluation, Recognition, Training


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def public(self, at: datetime | None = None):
        """What residents see: all that is published, or had been at a moment."""
        rows = self.filter(status=EvaluationStatus.PUBLISHED)
        return rows if at is None else rows.filter(published_at__lte=at)


class RecognitionQuerySet(models.QuerySet["Recognition"]):
    def public(self, at: datetime | None = None):
        """What residents see: what was decided, and stands (at a moment, or now)."""
        rows = self.filter(is_public=True, measure__programme__is_public=True)
        if at is None:
            return rows.filter(status=RecognitionStatus.GIVEN)
        return rows.filter(Q(revoked_at=None) | Q(revoked_at__gt=at), decided_at__lte=at)

    def proposed(self):
        """Those that wait for the leadership group."""
        return self.filter(status=RecognitionStatus.PROPOSED)

    def managed_by(self, user, permission="tracking.view_recognition"):
        """Recognitions of the departments in which `user` holds `permission`."""
        return within(self, user, permission)


class ActionQuerySet(models.QuerySet["ActionItem"]):
    def running(self):
        """Those that are still followed."""
        return self.filter(status__in=RUNNING)

    def overdue(self, on: date):
        """Those whose last day has passed."""
        return self.running().filter(due__lt=on)

    def managed_by(self, user, permission="tracking.view_actionitem"):
        """Action items of the departments in which `user` holds `permission`."""
        return within(self, user, permission)


class TrainingQuerySet(models.QuerySet["Training"]):
    def open(self):
        """Those that staff can sign up for."""
        return self.filter(is_open=True)


EvaluationManager = models.Manager.from_queryset(EvaluationQuerySet)
RecognitionManager = models.Manager.from_queryset(RecognitionQuerySet)
ActionManager = models.Manager.from_queryset(ActionQuerySet)
TrainingManager = models.Manager.from_queryset(TrainingQuerySet)
