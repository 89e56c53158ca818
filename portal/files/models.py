"""A file, known by the hash of its bytes. The same bytes are kept once."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.files.messages import sentence
from portal.files.querysets import StoredFileManager
from portal.files.states import TextState

PAGE_BREAK = "\f"


class StoredFile(models.Model):
    """Bytes in the file store, what they are, and the text that was read out of them."""

    sha256 = models.CharField(
        "SHA-256", max_length=64, unique=True, validators=[RegexValidator(r"^[0-9a-f]{64}\Z")]
    )
    size = models.BigIntegerField(_("size in bytes"))
    media_type = models.CharField(_("type"), max_length=120)
    stored_at = models.DateTimeField(_("stored"), default=timezone.now)  # the last time

    text_state = models.CharField(
        _("text"), max_length=12, choices=TextState, default=TextState.PENDING
    )
    text_message = models.CharField(max_length=40, blank=True)  # a code of files/messages.py
    text = models.TextField(_("text read from the file"), blank=True)  # pages parted by form feeds
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    encoding = models.CharField(_("character encoding"), max_length=20, blank=True)
    preview = models.CharField(max_length=120, blank=True)  # path of the image in the file store
    drawn_pages = models.PositiveSmallIntegerField(default=0)  # how many pages have a picture
    extracted_at = models.DateTimeField(_("text read"), null=True, blank=True)

    objects: ClassVar[StoredFileManager] = StoredFileManager()

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gte=0), name="file_size_not_negative")
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(text_state="pending"), name="files_to_be_read"
            ),
            models.Index(fields=["stored_at"], name="files_by_age"),
        ]

    def __str__(self):
        return self.sha256[:12]

    @property
    def path(self) -> str:
        """Where the bytes lie in the file store."""
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"

    @property
    def preview_path(self) -> str:
        """Where the picture of the first page lies, if one was made."""
        return f"previews/{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}.webp"

    @property
    def page_texts(self) -> list[str]:
        """The text page by page; one page for a format that has none."""
        return self.text.split(PAGE_BREAK)

    @property
    def explanation(self) -> str:
        """For the editor: what happened to the text, and what to do."""
        return sentence(self.text_state, self.text_message)
