"""Spreadsheets that describe many documents, while they are looked at and before they are taken."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from infocenter.states import SheetState
from portal.files.models import StoredFile


class DocumentSheet(models.Model):
    """A spreadsheet that somebody has brought, with the files that its rows name."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    archive = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="+"
    )  # a ZIP of the files that are named
    state = models.CharField(max_length=10, choices=SheetState, default=SheetState.UNPACKING)
    problem = models.TextField(blank=True)  # why the archive can't be opened
    made_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)

    objects: ClassVar["models.Manager[DocumentSheet]"]

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["made_at"], name="sheets_by_age")]

    def __str__(self):
        return self.name


class SheetFile(models.Model):
    """A file of the archive: stored, or refused with its reason."""

    sheet = models.ForeignKey(DocumentSheet, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=500)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    problem = models.TextField(blank=True)

    objects: ClassVar["models.Manager[SheetFile]"]

    class Meta:
        default_permissions = ()
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "name"], name="one_file_of_a_name_per_sheet")
        ]

    def __str__(self):
        return self.name
