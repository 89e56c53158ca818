"""Which public things link to a document: rows come and go with the entries of the search."""

from typing import ClassVar

from django.db import models

from infocenter.models.documents import Document
from infocenter.models.search import SearchEntry


class DocumentLink(models.Model):
    """A public text that links to a document."""

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="links")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="linked_from")

    objects: ClassVar["models.Manager[DocumentLink]"]

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["document", "entry"], name="one_link_per_entry")
        ]

    def __str__(self):
        return f"{self.entry_id} → {self.document_id}"
