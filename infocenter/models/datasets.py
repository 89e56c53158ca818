"""Tables that can be queried: what an editor offers, what was read of it, what an edition shows."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from infocenter.datasets.querysets import DatasetManager, EditionDatasetQuerySet, TableQuerySet
from infocenter.models.documents import Attachment, Document
from infocenter.models.editions import Edition, Snapshot
from infocenter.states import ColumnKind, TableStatus


class Dataset(models.Model):
    """A table of a document, with an address that stays when the file is replaced.

    `attachment` is the file of the working copy; `sheet` the one of its sheets, empty for the
    first. Residents see the `Table` that the current edition has, if it is ready.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="datasets")
    attachment = models.ForeignKey(Attachment, on_delete=models.CASCADE, related_name="datasets")
    sheet = models.CharField(_("sheet"), max_length=255, blank=True)
    offered = models.BooleanField(_("can be queried online"), default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[DatasetManager] = DatasetManager()

    class Meta:
        verbose_name = _("dataset")
        verbose_name_plural = _("datasets")
        default_permissions = ()
        ordering = ["attachment__position", "attachment_id", "pk"]

    def __str__(self):
        return self.sheet or self.attachment.name

    @property
    def owner(self):
        return self.document

    def working_table(self) -> "Table | None":
        """What the next edition will show."""
        return self.tables.order_by("-pk").first()


class Table(models.Model):
    """One reading of a file: its columns, and where its Parquet lies.

    A table that an edition has is never changed; another one is made instead.
    """

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="tables")
    attachment = models.ForeignKey(Attachment, on_delete=models.CASCADE, related_name="tables")
    status = models.CharField(
        _("status"), max_length=8, choices=TableStatus, default=TableStatus.WAITING
    )
    choices = models.JSONField(default=dict)  # of the editor: sheet, encoding, header...
    found = models.JSONField(default=dict)  # what was recognised, and warnings
    failure = models.JSONField(null=True, blank=True)  # a code of datasets/messages.py, and where
    key = models.CharField(max_length=64, blank=True)  # names the Parquet: hash of file and choices
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)  # of the Parquet
    size = models.PositiveBigIntegerField(null=True, blank=True)
    rows = models.PositiveBigIntegerField(_("rows"), null=True, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    loaded_at = models.DateTimeField(null=True, blank=True)

    objects = TableQuerySet.as_manager()

    class Meta:
        verbose_name = _("table")
        verbose_name_plural = _("tables")
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=models.Q(status__in=("waiting", "loading")),
                name="tables_to_be_read",
            )
        ]

    def __str__(self):
        return f"{self.dataset} #{self.pk}"

    @property
    def owner(self):
        return self.dataset

    def is_shown(self) -> bool:
        """Whether an edition has it: then it never changes."""
        return self.editions.exists()


class Column(models.Model):
    """A column of a table: what its values are, and what they mean."""

    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="columns")
    position = models.PositiveSmallIntegerField()  # in the Parquet: `c0`, `c1`, ...
    key = models.SlugField(max_length=40)  # what addresses call it
    source = models.CharField(_("name in the file"), max_length=255)
    kind = models.CharField(_("kind"), max_length=10, choices=ColumnKind)
    writing = models.CharField(max_length=10, blank=True)  # how the file writes the values
    sql = models.CharField(max_length=20)
    name = models.CharField(_("name"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    statistics = models.JSONField(default=dict)

    objects: ClassVar["models.Manager[Column]"]

    class Meta:
        verbose_name = _("column")
        verbose_name_plural = _("columns")
        default_permissions = ()
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["table", "key"], name="column_keys_differ"),
        ]

    def __str__(self):
        return self.source


class EditionDataset(Snapshot):
    """A dataset as an edition has it."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="datasets")
    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="editions")
    table = models.ForeignKey(Table, on_delete=models.PROTECT, related_name="editions")

    objects = EditionDatasetQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "dataset"], name="one_table_of_a_dataset_in_an_edition"
            )
        ]

    def __str__(self):
        return f"{self.edition}: {self.dataset}"
