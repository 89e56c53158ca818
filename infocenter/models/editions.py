"""Editions: immutable snapshots, made at each publish. The public site reads nothing else."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from infocenter.models.documents import Attachment, Described, Document, Topic
from infocenter.querysets import EditionQuerySet
from infocenter.states import EditionKind, Format
from portal import languages


class Immutable(TypeError):
    """Somebody tried to change an edition."""


class Snapshot(models.Model):
    """A row that is written once. The database refuses changes too (migration 0003)."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise Immutable("An edition can't be changed: publish another.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Immutable("An edition can't be deleted: withdraw the document.")


class Edition(Snapshot, Described):
    """What was published, whole: fields, language versions, files with their hashes."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="editions")
    edition_number = models.PositiveIntegerField(_("edition"))
    kind = models.CharField(_("kind"), max_length=12, choices=EditionKind)
    published_at = models.DateTimeField(_("published"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    date = models.DateField(_("date"))  # issue date, or the day of publication: lists sort by it
    is_current = models.BooleanField(_("Current"), default=False)
    is_superseded = models.BooleanField(_("Superseded"), default=False)
    sha256 = models.CharField(_("SHA-256 of the content"), max_length=64)
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), related_name="editions")

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-date", "-document_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "edition_number"], name="edition_numbers_count_up"
            ),
            models.UniqueConstraint(
                fields=["document"], condition=Q(is_current=True), name="one_current_edition"
            ),
        ]
        indexes = [
            models.Index(
                fields=["-date", "-document"],
                condition=Q(is_current=True),
                name="edition_list",
            ),
            models.Index(
                fields=["department", "-date", "-document"],
                condition=Q(is_current=True),
                name="edition_list_of_department",
            ),
            models.Index(
                fields=["type", "-date", "-document"],
                condition=Q(is_current=True),
                name="edition_list_of_type",
            ),
            models.Index(
                fields=["-published_at", "-document"],
                condition=Q(is_current=True),
                name="edition_list_of_changes",
            ),
            models.Index(
                fields=["-published_at", "-id"],
                condition=Q(kind=EditionKind.CORRECTION),
                name="edition_corrections",
            ),
        ]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.document_id} #{self.edition_number}"

    @property
    def owner(self):
        return self.document


class EditionTranslation(Snapshot):
    """A published language version, with its text already turned into safe HTML."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=10, choices=languages.LANGUAGES)
    title = models.CharField(_("title"), max_length=500)
    summary = models.TextField(_("summary"), blank=True)
    teaser = models.CharField(max_length=300, blank=True)  # what a list shows, cut when saved
    body = models.TextField(_("text"), blank=True)
    body_html = models.TextField(blank=True)
    change_note = models.TextField(_("what changed"), blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    translated_from = models.CharField(max_length=10, choices=languages.LANGUAGES, blank=True)
    translated_edition = models.PositiveIntegerField(null=True)
    # The edition with which the original said something else than what was translated.
    behind_since = models.PositiveIntegerField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "language"], name="one_edition_version_per_language"
            )
        ]

    def __str__(self):
        return self.title


class EditionFile(Snapshot):
    """A file as it was published: its name, and the hash and size of its bytes."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="files")
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="published")
    name = models.CharField(_("file name"), max_length=255)
    language = models.CharField(_("language"), max_length=10, blank=True)
    position = models.PositiveIntegerField(default=0)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField(_("size"))
    media_type = models.CharField(_("type"), max_length=120)
    format = models.CharField(_("format"), max_length=10, choices=Format)

    class Meta:
        ordering = ["position", "id"]
        default_permissions = ()

    def __str__(self):
        return self.name
