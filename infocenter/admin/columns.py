"""Columns, filters and search of the list of documents."""

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from infocenter import desk
from infocenter.models import DocumentTranslation, Edition
from infocenter.states import Status
from portal import languages
from portal.organisation.scoped_admin import DepartmentScopedAdmin


class IsPublic(admin.SimpleListFilter):
    """Whether residents see an edition now."""

    title = _("public")
    parameter_name = "public"

    def lookups(self, request, model_admin):
        return [("yes", _("Public")), ("no", _("Not public"))]

    def queryset(self, request, queryset):
        if self.value() not in ("yes", "no"):
            return queryset
        return queryset.filter(is_public=self.value() == "yes")


class Waits(admin.SimpleListFilter):
    """The piles of the first page."""

    title = _("what waits")
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return [
            ("mine", _("My drafts")),
            ("returned", _("Returned to me")),
            ("corrections", _("Corrections to write")),
            ("behind", _("Translations behind their original")),
            ("coming", _("Review comes soon")),
            ("overdue", _("Review overdue")),
            ("files", _("Files with problems")),
        ]

    def queryset(self, request, queryset):
        mine = queryset.filter(status=Status.DRAFT, created_by=request.user)
        piles = {
            "mine": lambda: mine.filter(status_reason=""),
            "returned": lambda: mine.exclude(status_reason=""),
            "corrections": queryset.to_correct,
            "behind": queryset.with_translations_behind,
            "coming": lambda: desk.review_coming(queryset),
            "overdue": lambda: desk.review_overdue(queryset),
            "files": lambda: desk.troubled(queryset),
        }
        return piles.get(self.value() or "", lambda: queryset)()


class InLanguage(admin.SimpleListFilter):
    """Documents with a version in a language, or lacking it."""

    title = _("language version")
    parameter_name = "language"

    def lookups(self, request, model_admin):
        there = [(code, name) for code, name in languages.LANGUAGES]
        return [
            *there,
            *((f"-{code}", _("without %(name)s") % {"name": name}) for code, name in there),
        ]

    def queryset(self, request, queryset):
        value = self.value() or ""
        code = value.removeprefix("-")
        if code not in languages.CODES:
            return queryset
        written = DocumentTranslation.objects.filter(document=OuterRef("pk"), language=code)
        return queryset.filter(~Exists(written) if value.startswith("-") else Exists(written))


class DocumentColumns(DepartmentScopedAdmin):
    """What the list shows of a document."""

    list_display = ("title_shown", "state", "public_shown", "place", "versions", "last_change")
    list_display_links = ("title_shown",)
    list_filter = (
        Waits,
        "status",
        IsPublic,
        ("department", admin.RelatedOnlyFieldListFilter),
        "type",
        InLanguage,
        ("topics", admin.RelatedOnlyFieldListFilter),
    )
    change_list_template = "admin/infocenter/document/change_list.html"
    list_per_page = 50
    list_select_related = ("department",)
    search_fields = ("number", "translations__title")
    search_help_text = _("Number, or words of the title in any language")
    ordering = ("-updated_at", "-id")

    def get_queryset(self, request):
        current = Edition.objects.current().filter(document=OuterRef("pk"))
        rows = super().get_queryset(request).annotate(is_public=Exists(current))
        return rows.prefetch_related("translations")

    @admin.display(description=_("document"))
    def title_shown(self, document):
        number = format_html(' <span class="quiet">{}</span>', document.number)
        title = str(document)
        return format_html("{}{}", title, number if document.number else "")

    @admin.display(description=_("status"), ordering="status")
    def state(self, document):
        return format_html(
            '<span class="badge" data-state="{}">{}</span>',
            document.status,
            document.get_status_display(),
        )

    @admin.display(description=_("public"), ordering="is_public")
    def public_shown(self, document):
        return _("Public") if document.is_public else _("Not public")

    @admin.display(description=_("department"), ordering="department")
    def place(self, document):
        return document.department.code

    @admin.display(description=_("languages"))
    def versions(self, document):
        written = {each.language for each in document.translations.all()}
        return format_html_join(
            " ",
            '<abbr title="{}">{}</abbr>',
            (
                (languages.NAMES[code], languages.bcp47(code))
                for code in languages.CODES
                if code in written
            ),
        )

    @admin.display(description=_("last change"), ordering="updated_at")
    def last_change(self, document):
        return date_format(localtime(document.updated_at), "SHORT_DATETIME_FORMAT")
