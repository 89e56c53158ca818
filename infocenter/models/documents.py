"""The working copy: what editors change. Nothing here is shown to residents."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from infocenter import formats
from infocenter.querysets import AttachmentQuerySet, DocumentManager
from infocenter.states import (
    DOCUMENT_TRANSITIONS,
    UNPUBLISHED_WORK,
    DocumentType,
    EditionKind,
    Licence,
    Status,
)
from portal import languages
from portal.files.models import StoredFile
from portal.organisation.models import Department
from portal.workflow import may_follow


class Topic(models.Model):
    """A subject under which residents look for documents."""

    slug = models.SlugField(_("address part"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects: ClassVar["models.Manager[Topic]"]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["position", "slug"]

    def __str__(self):
        return self.name or self.slug


class Described(models.Model):
    """What is said about a document, in the working copy and in every edition alike."""

    type = models.CharField(
        _("type"), max_length=20, choices=DocumentType, default=DocumentType.NOTICE
    )
    department = models.ForeignKey(
        Department, verbose_name=_("department"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.CharField(
        _("number"),
        max_length=60,
        blank=True,
        help_text=_("The official number, as it is printed. Unique within the department."),
    )
    issue_date = models.DateField(
        _("issue date"), null=True, blank=True, help_text=_("Empty: the day of publication.")
    )
    effective_date = models.DateField(_("effective date"), null=True, blank=True)
    licence = models.CharField(_("licence"), max_length=30, choices=Licence, default=Licence.CC_BY)
    source = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("Where it came from.")
    )
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    verified_by = models.CharField(_("verified by"), max_length=200, blank=True)
    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    review_on = models.DateField(
        _("next review"), null=True, blank=True, help_text=_("When to check that it still holds.")
    )

    class Meta:
        abstract = True

    DESCRIPTION = (
        "type",
        "department_id",
        "number",
        "issue_date",
        "effective_date",
        "licence",
        "source",
        "source_url",
        "verified_by",
        "verified_on",
        "review_on",
    )

    def description(self) -> dict:
        """The described fields by name, to copy from one to the other."""
        return {field: getattr(self, field) for field in self.DESCRIPTION}


class Document(Described):
    """One publication and the work on it. Residents see its current edition."""

    status = models.CharField(
        _("status"), max_length=12, choices=Status, default=Status.DRAFT, editable=False
    )
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="documents"
    )
    change_kind = models.CharField(
        _("kind of change"),
        max_length=12,
        choices=[each for each in EditionKind.choices if each[0] != EditionKind.FIRST],
        default=EditionKind.UPDATE,
        help_text=_("Of the next edition."),
    )
    scheduled_for = models.DateTimeField(_("publish at"), null=True, blank=True, editable=False)
    status_reason = models.TextField(_("reason"), blank=True, editable=False)
    superseded_by = models.ForeignKey(
        "self",
        verbose_name=_("superseded by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="supersedes",
        editable=False,
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawal_reason = models.TextField(blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)  # of the working copy
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    import_key = models.CharField(max_length=200, blank=True, editable=False)

    objects: ClassVar[DocumentManager] = DocumentManager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-updated_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "number"],
                condition=~Q(number=""),
                name="number_unique_within_department",
                violation_error_message=_("This department already has a document of this number."),
            ),
            models.UniqueConstraint(
                fields=["department", "import_key"],
                condition=~Q(import_key=""),
                name="imported_once",
            ),
            models.CheckConstraint(
                condition=~Q(status="scheduled") | Q(scheduled_for__isnull=False),
                name="scheduled_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "scheduled_for"], name="document_due"),
            models.Index(fields=["department", "status"], name="document_of_department"),
        ]
        permissions = [
            ("submit_document", "Can submit a document for review"),
            ("publish_document", "Can approve, return, schedule and publish a document"),
            ("withdraw_document", "Can withdraw or supersede a document"),
            ("correct_document", "Can open a document for a correction"),
        ]

    def __str__(self):
        return self.title() or (f"{self.department.code} {self.number}".strip())

    def title(self, language: str | None = None) -> str:
        """The working title in `language`, or in the best other one; empty while there is none."""
        if not self.pk:
            return ""
        titles = {each.language: each.title for each in self.translations.all() if each.title}
        found = languages.best(language or settings.LANGUAGE_CODE, titles)
        return titles[found] if found else ""

    def next_steps(self) -> list[str]:
        """Names of the transitions that are open now, whoever asks."""
        return may_follow(DOCUMENT_TRANSITIONS, self.status)

    def is_unpublished_work(self) -> bool:
        """Whether the working copy may differ from what residents see."""
        return self.status in UNPUBLISHED_WORK

    def kept_attachments(self):
        """The files that the next edition will have, in order."""
        return self.attachments.kept().select_related("file")


class DocumentTranslation(models.Model):
    """A language version of the working copy."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=10, choices=languages.LANGUAGES)
    title = models.CharField(_("title"), max_length=500)
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("Two or three sentences in plain language.")
    )
    body = models.TextField(_("text"), blank=True, help_text=_("Markdown."))
    change_note = models.TextField(
        _("public change note"),
        blank=True,
        help_text=_("What changes with the next edition. Residents read it in the history."),
    )
    change_credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who pointed out what is corrected.")
    )
    translated_from = models.CharField(
        _("translated from"), max_length=10, choices=languages.LANGUAGES, blank=True
    )
    translated_edition = models.PositiveIntegerField(  # None: from the text as it stands here
        _("which text of it"), null=True, blank=True
    )

    CONTENT = ("title", "summary", "body")  # without any of it there is no version
    ORIGIN = ("translated_from", "translated_edition")
    CHANGE = ("change_note", "change_credit")  # about the next edition, and cleared with it

    class Meta:
        verbose_name = _("language version")
        verbose_name_plural = _("language versions")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "language"], name="one_version_per_language"
            )
        ]

    def __str__(self):
        return f"{self.get_language_display()}: {self.title}"

    @property
    def owner(self):
        return self.document


class Attachment(models.Model):
    """A file of a document. Never changed: it is replaced by another, or removed."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(_("file name"), max_length=255)
    language = models.CharField(
        _("language"), max_length=10, choices=languages.LANGUAGES, blank=True
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    downloads = models.PositiveBigIntegerField(_("downloads"), default=0, editable=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["position", "id"]

    def __str__(self):
        return self.name

    def clean(self):
        """Refuse names that could be taken for a path."""
        if "/" in self.name or "\\" in self.name or "\0" in self.name:
            raise ValidationError({"name": _("A file name can't contain / or \\.")})

    @property
    def owner(self):
        return self.document

    @property
    def format(self) -> str:
        """The family of the file, as residents name it."""
        return formats.of(self.file.media_type)
