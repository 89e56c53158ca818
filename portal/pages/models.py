"""Texts of the standing pages that the operator wrote in place of ours."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """The pages that every such site has. Each has a default text in `content/`."""

    ABOUT = "about", _("About this site")
    ACCESSIBILITY = "accessibility", _("Accessibility")
    PRIVACY = "privacy", _("Privacy")
    TERMS = "terms", _("Terms of use")
    CONTACT = "contact", _("Contact")


class StandingPage(models.Model):
    """The operator's own text of a standing page, in any of the languages."""

    slug = models.CharField(_("page"), max_length=20, choices=Standing, unique=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    body = models.TextField(
        _("text"),
        blank=True,
        help_text=_("Markdown. A language left empty shows the text that comes with Farol."),
    )
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects: ClassVar["models.Manager[StandingPage]"]

    class Meta:
        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")
        ordering = ["slug"]

    def __str__(self):
        return self.get_slug_display()
