"""What became of reports of errors: documents that are corrected, articles that were."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from infocenter.models import Document, Edition
from policies.models.cases import Case
from policies.models.policies import Article


class Correction(models.Model):
    """A case that is right: the document that is corrected, and its edition once it is public."""

    case = models.OneToOneField(
        Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="correction"
    )
    document = models.ForeignKey(
        Document, verbose_name=_("document"), on_delete=models.PROTECT, related_name="corrections"
    )
    edition = models.ForeignKey(
        Edition, verbose_name=_("edition"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar["models.Manager[Correction]"]

    class Meta:
        default_permissions = ()
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")

    def __str__(self):
        return f"{self.case_id} → {self.document_id}"

    @property
    def owner(self) -> Case:
        """The whole that this is a part of."""
        return self.case


class ArticleCorrection(models.Model):
    """An error in an article of a public policy, put right: what was wrong, told to residents."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="corrections")
    at = models.DateTimeField(default=timezone.now)
    note = models.TextField(_("what was wrong, and what is right now"), blank=True)
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who pointed out what is corrected.")
    )

    objects: ClassVar["models.Manager[ArticleCorrection]"]

    class Meta:
        default_permissions = ()
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["-at", "-id"], name="article_corrections_in_order")]

    def __str__(self):
        return f"{self.article_id}: {self.at:%Y-%m-%d}"

    @property
    def owner(self):
        """The whole that this is a part of."""
        return self.article.policy
