"""Reading rules for stored files."""

from typing import TYPE_CHECKING

from django.db import models

from portal.files.states import TextState

if TYPE_CHECKING:
    from portal.files.models import StoredFile


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def pending(self):
        """Files whose text has not been read yet, oldest first."""
        return self.filter(text_state=TextState.PENDING).order_by("pk")

    def without_text(self):
        """The same files, but their text stays in the database until somebody asks for it."""
        return self.defer("text")


StoredFileManager = models.Manager.from_queryset(StoredFileQuerySet)
