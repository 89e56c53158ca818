"""Consultations: what is asked of whom, from when until when, and what was answered."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from infocenter.models import Document, Edition
from policies.models.policies import Article, Policy
from policies.querysets import ConsultationManager
from policies.states.consultations import (
    CHOSEN,
    PUBLIC,
    Audience,
    ConsultationStatus,
    Outcome,
    QuestionKind,
    Stage,
)
from portal import languages
from portal.organisation.models import Department


class Consultation(models.Model):
    """What residents are asked about a policy. It opens and closes to the minute, by itself."""

    policy = models.ForeignKey(
        Policy, verbose_name=_("policy"), on_delete=models.PROTECT, related_name="consultations"
    )
    department = models.ForeignKey(
        Department,
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        related_name="consultations",
    )
    documents = models.ManyToManyField(
        Document, verbose_name=_("documents"), blank=True, related_name="consultations"
    )
    audience = models.CharField(
        _("asks"), max_length=20, choices=Audience, default=Audience.EVERYBODY
    )
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    first_closing = models.DateTimeField(null=True, blank=True, editable=False)  # if it was moved
    reason = models.TextField(
        _("reason"), blank=True, editable=False
    )  # for moving its end, or for withdrawing it
    status = models.CharField(
        _("status"),
        max_length=16,
        choices=ConsultationStatus,
        default=ConsultationStatus.DRAFT,
        editable=False,
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)  # when its opening was told
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    forgotten_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    updated_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    objects: ClassVar[ConsultationManager] = ConsultationManager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["-closes_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="consultation_closes_after_it_opens",
                violation_error_message=_("A consultation can't close before it opens."),
            )
        ]
        indexes = [models.Index(fields=["status", "closes_at"], name="consultations_by_closing")]
        permissions = [
            ("publish_consultation", "Can publish, extend, answer and withdraw a consultation")
        ]

    def __str__(self):
        return self.title() or str(self.pk or "")

    def title(self, language: str | None = None) -> str:
        """The title in `language`, or in the best other one; empty while there is none."""
        if not self.pk:
            return ""
        titles = {each.language: each.title for each in self.translations.all() if each.title}
        found = languages.best(language or settings.LANGUAGE_CODE, titles)
        return titles[found] if found else ""

    @property
    def is_public(self) -> bool:
        """Whether residents see its page."""
        return self.status in PUBLIC

    def stage(self, at: datetime | None = None) -> Stage | None:
        """What residents find at a time; None while it isn't public."""
        now = at or timezone.now()
        if self.status != ConsultationStatus.PUBLISHED:
            return Stage(self.status) if self.is_public else None
        if now < self.opens_at:
            return Stage.UPCOMING
        return Stage.OPEN if now < self.closes_at else Stage.CLOSED

    def is_closed(self, at: datetime | None = None) -> bool:
        """Whether its time is over and it was not withdrawn: figures may be shown."""
        return self.stage(at) in (Stage.CLOSED, Stage.ANSWERED)


class ConsultationTranslation(models.Model):
    """A language version: what is asked and why, and later the government's answer."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="translations"
    )
    language = models.CharField(_("language"), max_length=10, choices=languages.LANGUAGES)
    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("Two or three sentences in plain language.")
    )
    body = models.TextField(
        _("what it is about"), blank=True, help_text=_("What is proposed, and why. Markdown.")
    )
    answer = models.TextField(
        _("the government's answer"),
        blank=True,
        help_text=_("As a whole; its points have pages of their own. Markdown. After closing."),
    )

    CONTENT = ("title", "summary", "body", "answer")

    class Meta:
        verbose_name = _("language version")
        verbose_name_plural = _("language versions")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "language"], name="one_consultation_version_per_language"
            )
        ]

    def __str__(self):
        return f"{self.get_language_display()}: {self.title}"

    @property
    def owner(self):
        return self.consultation


class Question(models.Model):
    """A question of a consultation. Its words are columns by language."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="questions"
    )
    position = models.PositiveIntegerField(_("place"), default=0)
    kind = models.CharField(
        _("kind of answer"), max_length=10, choices=QuestionKind, default=QuestionKind.TEXT
    )
    text = models.CharField(_("question"), max_length=500)
    hint = models.CharField(_("hint"), max_length=500, blank=True)
    is_required = models.BooleanField(_("has to be answered"), default=False)
    most = models.PositiveSmallIntegerField(
        _("choices at most"),
        null=True,
        blank=True,
        help_text=_("Of a question with any of several. Empty: no limit."),
    )

    objects: ClassVar["models.Manager[Question]"]

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        default_permissions = ()
        ordering = ["position", "id"]

    def __str__(self):
        return self.text

    @property
    def owner(self):
        return self.consultation

    @property
    def is_chosen(self) -> bool:
        """Whether it is answered by choices of ours."""
        return self.kind in CHOSEN


class Choice(models.Model):
    """Something that may be chosen. Its words are columns by language."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="choices")
    position = models.PositiveIntegerField(default=0)
    text = models.CharField(_("choice"), max_length=300)

    objects: ClassVar["models.Manager[Choice]"]

    class Meta:
        default_permissions = ()
        ordering = ["position", "id"]

    def __str__(self):
        return self.text

    @property
    def owner(self):
        return self.question.consultation


class Point(models.Model):
    """You said, we did: one thing that was said, and what came of it."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="points")
    position = models.PositiveIntegerField(_("place"), default=0)
    said = models.TextField(_("what was said"))
    did = models.TextField(_("what was done"))
    outcome = models.CharField(_("came of it"), max_length=10, choices=Outcome)
    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The article that was changed by it."),
    )
    edition = models.ForeignKey(
        Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects: ClassVar["models.Manager[Point]"]

    class Meta:
        verbose_name = _("point")
        verbose_name_plural = _("points")
        default_permissions = ()
        ordering = ["position", "id"]

    def __str__(self):
        return self.said[:80]

    @property
    def owner(self):
        return self.consultation
