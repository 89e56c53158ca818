"""Editions, to be read: what was published never changes."""

from django.conf import settings
from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from infocenter.models import Edition
from portal import labels, languages
from portal.organisation.scoped_admin import DepartmentScopedAdmin
from portal.oversight.filters import SpanFilter

SHOWN: tuple[str, ...] = (
    "title",
    "edition_number",
    "kind",
    "change_note",
    "credit",
    "published_at",
    "published_by",
    "is_current",
    *(name.removesuffix("_id") for name in Edition.DESCRIPTION),
    "texts",
    "files_published",
    "sha256",
)


class Published(SpanFilter):
    """When it was published."""

    title = _("published")
    parameter_name = "published"
    field = "published_at"


@admin.register(Edition)
class EditionAdmin(DepartmentScopedAdmin):
    """All editions of the own departments' documents, withdrawn ones too."""

    read_only = True
    actions = None
    department_field = "document__department"
    list_display = ("title", "edition_number", "kind", "published_at", "published_by", "is_current")
    list_filter = (
        Published,
        "is_current",
        "kind",
        ("department", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("document__department", "published_by")
    search_fields = ("number", "translations__title")
    date_hierarchy = "published_at"
    ordering = ("-published_at", "-id")
    readonly_fields = fields = SHOWN

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("translations")

    @admin.display(description=_("title"))
    def title(self, edition):
        titles = {each.language: each.title for each in edition.translations.all()}
        return titles.get(
            languages.best(get_language() or settings.LANGUAGE_CODE, titles) or "", "-"
        )

    @admin.display(description=_("what changed"))
    def change_note(self, edition):
        return _best(edition, "change_note")

    @admin.display(description=_("credit"))
    def credit(self, edition):
        return _best(edition, "credit")

    @admin.display(description=_("language versions"))
    def texts(self, edition):
        return format_html_join(
            "",
            '<h3 lang="{0}">{1}</h3><p lang="{0}" class="as-written">{2}</p>',
            ((each.language, each.title, each.body) for each in edition.translations.all()),
        )

    @admin.display(description=_("files"))
    def files_published(self, edition):
        rows = format_html_join(
            "", "<li>{} <code>{}</code></li>", ((f.name, f.sha256) for f in edition.files.all())
        )
        return format_html("<ul>{}</ul>", rows) if rows else "-"


def _best(edition, field):
    """A text of the versions in the language of the interface, or in the best other one."""
    texts = {each.language: getattr(each, field) for each in edition.translations.all()}
    words = labels.best(texts, get_language() or settings.LANGUAGE_CODE)
    return format_html('<span lang="{}">{}</span>', words.lang, words) if words else "-"
