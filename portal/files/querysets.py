"""Reading rules for stored files."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from portal.files.states import TextState

if TYPE_CHECKING:
    from portal.files.models import StoredFile


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def pending(self):
        """Files whose text has not been read yet, oldest first."""
        return self.filter(text_state=TextState.PENDING).order_by("pk")

    def abandoned(self, before: datetime):
        """Files that no row of any model refers to, and that nobody has brought since `before`."""
        files = self.filter(stored_at__lt=before)
        for relation in self.model._meta.get_fields(include_hidden=True):
            if isinstance(relation, models.ManyToOneRel):
                holders = relation.related_model._base_manager.filter(
                    **{relation.field.name: models.OuterRef(relation.get_related_field().name)}
                )
                files = files.exclude(models.Exists(holders))
        return files

    def without_text(self):
        """The same files, but their text stays in the database until somebody asks for it."""
        return self.defer("text")


StoredFileManager = models.Manager.from_queryset(StoredFileQuerySet)
