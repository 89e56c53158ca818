"""Announcements and campaigns, and what events have in common with them."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from infocenter.models.documents import Document, Topic
from infocenter.outreach.querysets import OutreachManager
from infocenter.outreach.states import PUBLIC, OutreachStatus
from portal import languages
from portal.organisation.models import Department


class Outreach(models.Model):
    """What a department tells everybody: drafted, published from a time on, withdrawn."""

    department = models.ForeignKey(
        Department,
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="%(class)ss"
    )
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=OutreachStatus,
        default=OutreachStatus.DRAFT,
        editable=False,
    )
    # Residents see it from here on, whether or not the clock has run.
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    shown_at = models.DateTimeField(null=True, editable=False)  # when the search was told
    reason = models.TextField(_("reason"), blank=True, editable=False)  # for its end
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    updated_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    objects: ClassVar[OutreachManager] = OutreachManager()
    translations: Any  # rows of the own language versions

    class Meta:
        abstract = True
        ordering = ["-published_at", "-id"]

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
        """Whether it was published, for now or for later: only publishers change it then."""
        return self.status in PUBLIC

    def is_scheduled(self, at: datetime | None = None) -> bool:
        """Whether residents will see it later."""
        return self.is_public and bool(
            self.published_at and self.published_at > (at or timezone.now())
        )

    def is_shown(self, at: datetime | None = None) -> bool:
        """Whether residents see it."""
        return self.is_public and not self.is_scheduled(at)


class OutreachText(models.Model):
    """A language version."""

    language = models.CharField(_("language"), max_length=10, choices=languages.LANGUAGES)
    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("Two or three sentences in plain language.")
    )
    body = models.TextField(_("text"), blank=True, help_text=_("Markdown."))

    CONTENT: ClassVar[tuple[str, ...]] = ("title", "summary", "body")

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.get_language_display()}: {self.title}"


class Announcement(Outreach):
    """News."""

    class Meta(Outreach.Meta):
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        permissions = [("publish_announcement", "Can publish and withdraw announcements")]
        indexes = [
            models.Index(fields=["status", "published_at"], name="announcements_newest"),
        ]


class AnnouncementTranslation(OutreachText):
    announcement = models.ForeignKey(
        Announcement, on_delete=models.CASCADE, related_name="translations"
    )

    class Meta:
        verbose_name = _("language version")
        verbose_name_plural = _("language versions")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["announcement", "language"], name="one_announcement_text_per_language"
            )
        ]

    @property
    def owner(self):
        return self.announcement


class Campaign(Outreach):
    """Announcements, events and documents on one page, with an introduction."""

    announcements = models.ManyToManyField(
        Announcement, verbose_name=_("announcements"), blank=True, related_name="campaigns"
    )
    events = models.ManyToManyField(
        "infocenter.Event",
        verbose_name=pgettext_lazy("outreach", "events"),
        blank=True,
        related_name="campaigns",
    )
    documents = models.ManyToManyField(
        Document, verbose_name=_("documents"), blank=True, related_name="campaigns"
    )

    class Meta(Outreach.Meta):
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        permissions = [("publish_campaign", "Can publish and withdraw campaigns")]


class CampaignTranslation(OutreachText):
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="translations")

    class Meta:
        verbose_name = _("language version")
        verbose_name_plural = _("language versions")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "language"], name="one_campaign_text_per_language"
            )
        ]

    @property
    def owner(self):
        return self.campaign
