"""What harvesters are told of a document: when it changed for them last, and whether it is gone."""

from typing import ClassVar

from django.db import models

from infocenter.models.documents import Document
from infocenter.models.editions import Edition


class Record(models.Model):
    """One for each document that ever was public; it stays when the document is withdrawn.

    `changed_at` is a whole second some time after the change: who asks for what has changed since
    an answer doesn't miss what was on its way when that answer was given.
    """

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="record")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")  # the last one
    changed_at = models.DateTimeField()
    is_deleted = models.BooleanField(default=False)

    objects: ClassVar["models.Manager[Record]"]

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["changed_at", "document"], name="records_by_change")]

    def __str__(self):
        return f"{self.document_id} {self.changed_at:%Y-%m-%dT%H:%M:%SZ}"
