"""Policies: what was decided, why, by whom, since when, in articles that can be pointed to."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from infocenter.models import Document, Topic
from policies.querysets import ArticleQuerySet, PolicyManager
from policies.states.policies import POLICY_TRANSITIONS, PolicyStatus
from portal import languages
from portal.organisation.models import Department
from portal.workflow import may_follow


class Policy(models.Model):
    """One policy. Residents see it as it is saved while it `is_public`."""

    number = models.CharField(
        _("number"),
        max_length=60,
        blank=True,
        help_text=_("The official number, as it is printed. Unique within the department."),
    )
    department = models.ForeignKey(
        Department,
        verbose_name=_("lead department"),
        on_delete=models.PROTECT,
        related_name="policies",
    )
    supporting = models.ManyToManyField(
        Department,
        verbose_name=_("supporting departments"),
        blank=True,
        related_name="supported_policies",
    )
    documents = models.ManyToManyField(
        Document, verbose_name=_("documents"), blank=True, related_name="policies"
    )
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="policies"
    )
    status = models.CharField(
        _("status"),
        max_length=16,
        choices=PolicyStatus,
        default=PolicyStatus.PROPOSED,
        editable=False,
    )
    adopted_date = models.DateField(_("adopted on"), null=True, blank=True)
    effective_date = models.DateField(_("in force from"), null=True, blank=True)
    expiry_date = models.DateField(
        _("in force until"), null=True, blank=True, help_text=_("The last day, if there is one.")
    )
    replaced_by = models.ForeignKey(
        "self",
        verbose_name=_("replaced by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaces",
    )
    is_public = models.BooleanField(_("public"), default=False, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)  # for the first time
    date = models.DateField(default=timezone.localdate, editable=False)  # its place in lists
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    objects: ClassVar[PolicyManager] = PolicyManager()

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")
        ordering = ["-updated_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "number"],
                condition=~Q(number=""),
                name="policy_number_unique_within_department",
                violation_error_message=_("This department already has a policy of this number."),
            ),
            models.CheckConstraint(
                condition=Q(expiry_date__gte=F("effective_date")),  # holds if either is unknown
                name="policy_ends_after_it_begins",
                violation_error_message=_("A policy can't end before it is in force."),
            ),
        ]
        indexes = [models.Index(fields=["is_public", "date", "id"], name="policies_in_list_order")]
        permissions = [
            ("publish_policy", "Can show and hide a policy, and move it to its next state")
        ]

    def __str__(self):
        return self.title() or f"{self.department.code} {self.number}".strip()

    def title(self, language: str | None = None) -> str:
        """The title in `language`, or in the best other one; empty while there is none."""
        if not self.pk:
            return ""
        titles = {each.language: each.title for each in self.translations.all() if each.title}
        found = languages.best(language or settings.LANGUAGE_CODE, titles)
        return titles[found] if found else ""

    def next_steps(self) -> list[str]:
        """Names of the moves that are open now, whoever asks."""
        return may_follow(POLICY_TRANSITIONS, self.status)


class PolicyTranslation(models.Model):
    """A language version: what the policy is, and why."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=10, choices=languages.LANGUAGES)
    title = models.CharField(_("title"), max_length=500)
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("Two or three sentences in plain language.")
    )
    body = models.TextField(
        _("objectives"), blank=True, help_text=_("Why there is this policy. Markdown.")
    )

    CONTENT = ("title", "summary", "body")

    class Meta:
        verbose_name = _("language version")
        verbose_name_plural = _("language versions")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "language"], name="one_policy_version_per_language"
            )
        ]

    def __str__(self):
        return f"{self.get_language_display()}: {self.title}"

    @property
    def owner(self):
        return self.policy


class PolicyStage(models.Model):
    """A time in the life of a policy: the state that began, when, and what residents are told."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="stages")
    status = models.CharField(max_length=16, choices=PolicyStatus)
    began_on = models.DateField()
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar["models.Manager[PolicyStage]"]

    class Meta:
        default_permissions = ()
        ordering = ["-began_on", "-id"]

    def __str__(self):
        return f"{self.get_status_display()}, {self.began_on}"

    @property
    def owner(self):
        return self.policy


class Article(models.Model):
    """A clause of a policy. Its anchor is for ever: what was public is repealed, never deleted."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="articles")
    number = models.CharField(
        _("number"), max_length=20, help_text=_("As it is printed, such as 3 or 3-A.")
    )
    anchor = models.SlugField(max_length=40, editable=False)
    position = models.PositiveIntegerField(_("place"), default=0)
    since = models.DateField(
        _("in force from"), null=True, blank=True, help_text=_("Empty: as the policy itself.")
    )
    repealed = models.DateField(_("repealed on"), null=True, blank=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        default_permissions = ()
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "anchor"], name="one_article_per_anchor"),
            models.CheckConstraint(
                condition=Q(repealed__gte=F("since")),  # holds if either is unknown
                name="article_repealed_after_it_began",
                violation_error_message=_("An article can't be repealed before it is in force."),
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def owner(self):
        return self.policy


class ArticleTranslation(models.Model):
    """The words of an article in a language."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=10, choices=languages.LANGUAGES)
    heading = models.CharField(_("heading"), max_length=300, blank=True)
    body = models.TextField(_("text"), help_text=_("Markdown."))

    CONTENT = ("heading", "body")

    class Meta:
        verbose_name = _("language version")
        verbose_name_plural = _("language versions")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["article", "language"], name="one_article_version_per_language"
            )
        ]

    def __str__(self):
        return f"{self.get_language_display()}: {self.heading}"

    @property
    def owner(self):
        return self.article.policy


class ArticleWording(models.Model):
    """Words that residents have read in an article, until others replaced them. Never changed."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="wordings")
    language = models.CharField(max_length=10, choices=languages.LANGUAGES)
    heading = models.CharField(max_length=300, blank=True)
    body = models.TextField()
    replaced_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar["models.Manager[ArticleWording]"]

    class Meta:
        default_permissions = ()
        ordering = ["-replaced_at", "-id"]

    def __str__(self):
        return f"{self.get_language_display()}: {self.heading}"

    @property
    def owner(self):
        return self.article.policy
