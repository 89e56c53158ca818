"""Departments that were reminded of a document's review: once for each date and occasion."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from infocenter.models.documents import Document
from infocenter.states import Occasion


class ReviewReminder(models.Model):
    """A reminder that the clock has sent, so that none is sent twice."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="reminders")
    review_on = models.DateField()
    occasion = models.CharField(max_length=10, choices=Occasion)
    sent_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar["models.Manager[ReviewReminder]"]

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["document", "review_on", "occasion"], name="reminded_once_of_a_review"
            )
        ]

    def __str__(self):
        return f"{self.document_id}: {self.occasion} {self.review_on}"
