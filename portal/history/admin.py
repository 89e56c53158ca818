"""History, to be read: nobody adds to it, changes it or takes from it here."""

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.history.models import Event
from portal.history.words import words_of
from portal.organisation.scoped_admin import DepartmentScopedAdmin

AUDIT = "history.audit_event"
FOR_AUDITORS = ("before_and_after", "network", "request")


class VerbFilter(admin.AllValuesFieldListFilter):
    """What was done, in words."""

    def choices(self, changelist):
        for each in super().choices(changelist):
            yield {**each, "display": words_of(str(each["display"]))}


class KindFilter(admin.SimpleListFilter):
    """The kinds of things that something was done to."""

    title = _("of what kind")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        seen = Event.objects.order_by().values("content_type").distinct()
        kinds = ContentType.objects.filter(pk__in=seen)
        named = [(str(each.pk), capfirst(each.name)) for each in kinds]
        return sorted(named, key=lambda pair: pair[1])

    def queryset(self, request, queryset):
        chosen = self.value() or ""
        return queryset.filter(content_type=int(chosen)) if chosen.isdecimal() else queryset


@admin.register(Event)
class EventAdmin(DepartmentScopedAdmin):
    """What happened in the own departments; before, after and from where for those who audit."""

    read_only = True
    actions = None
    list_display = ("at", "what", "label", "actor", "department", "reason")
    list_display_links = ("what",)
    list_filter = (
        ("department", admin.RelatedOnlyFieldListFilter),
        KindFilter,
        ("verb", VerbFilter),
        ("actor", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("actor", "department")
    search_fields = ("label", "reason", "actor__username", "=request")
    search_help_text = _("Name or number of the thing, reason, user name, or number of a request")
    date_hierarchy = "at"
    fields = ("at", "what", "label", "actor", "department", "reason_in_full", "details", "chain")
    readonly_fields = (*fields, *FOR_AUDITORS)

    def get_fields(self, request, obj=None):
        if not request.user.has_perm(AUDIT, obj):
            return self.fields
        return (*self.fields[:-1], *FOR_AUDITORS, "chain")

    @admin.display(description=_("what"), ordering="verb")
    def what(self, event):
        return words_of(event.verb)

    @admin.display(description=_("reason"))
    def reason_in_full(self, event):
        in_languages = format_html_join("", '<p lang="{}">{}</p>', event.reasons)
        return in_languages or event.reason or "-"

    @admin.display(description=_("details"))
    def details(self, event):
        return "\n".join(f"{name}: {value}" for name, value in event.details.items()) or "-"

    @admin.display(description=_("before and after"))
    def before_and_after(self, event):
        """A row for each column that changed; marks stand for what is about people."""
        names = sorted({*event.before, *event.after})
        rows = [
            (_name_of(event, name), _shown(event.before, name), _shown(event.after, name))
            for name in names
        ]
        if not rows:
            return "-"
        head = (_now("what"), _now("before"), _now("after"))
        return format_html(
            '<table class="before-after"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>',
            format_html_join("", '<th scope="col">{}</th>', ((each,) for each in head)),
            format_html_join("", '<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>', rows),
        )

    @admin.display(description=_("hash in the chain"))
    def chain(self, event):
        return event.hash


def _shown(values: dict, name: str) -> str:
    value = values.get(name)
    return "-" if value in (None, "") else str(value)


def _name_of(event: Event, name: str) -> str:
    """What a column is called; columns of parts as they are written in the database."""
    model = event.content_type.model_class()
    try:
        field = model._meta.get_field(name.removesuffix("_id")) if model else None
    except FieldDoesNotExist:
        return name
    return str(getattr(field, "verbose_name", name))
