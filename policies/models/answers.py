"""Answers for everybody: an officer's rewrite of an answered case, without personal data."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from infocenter.models import Document, Topic
from policies.models.cases import Case
from policies.models.policies import Policy
from policies.querysets import PublishedAnswerManager
from policies.states.answers import AnswerStatus
from portal import languages
from portal.organisation.models import Department


class PublishedAnswer(models.Model):
    """A question and its answer, in one or several languages."""

    case = models.OneToOneField(
        Case, verbose_name=_("case"), null=True, blank=True, editable=False,
        on_delete=models.PROTECT, related_name="published_answer",
    )  # fmt: skip
    department = models.ForeignKey(
        Department, verbose_name=_("department"), on_delete=models.PROTECT, related_name="answers"
    )
    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    documents = models.ManyToManyField(
        Document, verbose_name=_("documents"), blank=True, related_name="answers"
    )
    policies = models.ManyToManyField(
        Policy, verbose_name=_("policies"), blank=True, related_name="answers"
    )
    status = models.CharField(
        _("state"), max_length=20, choices=AnswerStatus, default=AnswerStatus.DRAFT
    )
    consented_at = models.DateTimeField(_("the resident agreed"), null=True, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("author"), null=True, editable=False,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    helpful = models.PositiveIntegerField(_("helpful"), default=0, editable=False)
    unhelpful = models.PositiveIntegerField(_("not helpful"), default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[PublishedAnswerManager] = PublishedAnswerManager()

    class Meta:
        verbose_name = _("published answer")
        verbose_name_plural = _("published answers")
        ordering = ["-published_at", "-pk"]
        indexes = [models.Index(fields=["status", "-published_at", "-id"], name="answers_in_order")]

    def __str__(self):
        written = {each.language: each.question for each in self.translations.all()}
        best = languages.best(get_language() or "", written)
        return written[best] if best else f"#{self.pk}"


class PublishedAnswerTranslation(models.Model):
    """The question and the answer in one language."""

    answer = models.ForeignKey(
        PublishedAnswer, on_delete=models.CASCADE, related_name="translations"
    )
    language = models.CharField(_("language"), max_length=10, choices=languages.LANGUAGES)
    question = models.CharField(_("question"), max_length=200)
    text = models.TextField(_("answer"))

    objects: ClassVar["models.Manager[PublishedAnswerTranslation]"]

    class Meta:
        verbose_name = _("language version of a published answer")
        verbose_name_plural = _("language versions of published answers")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "language"], name="one_version_of_an_answer_per_language"
            )
        ]

    def __str__(self):
        return self.question

    @property
    def owner(self) -> PublishedAnswer:
        """The whole that this is a part of."""
        return self.answer
