"""History, to be read: nobody adds to it, changes it or takes from it here."""

from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from portal.history.models import Event
from portal.history.words import words_of
from portal.organisation.scoped_admin import DepartmentScopedAdmin


class VerbFilter(admin.AllValuesFieldListFilter):
    """What was done, in words."""

    def choices(self, changelist):
        for each in super().choices(changelist):
            yield {**each, "display": words_of(str(each["display"]))}


@admin.register(Event)
class EventAdmin(DepartmentScopedAdmin):
    """What happened in the own departments."""

    read_only = True
    actions = None
    list_display = ("at", "what", "label", "actor", "department", "reason")
    list_display_links = ("what",)
    list_filter = (("department", admin.RelatedOnlyFieldListFilter), ("verb", VerbFilter))
    list_select_related = ("actor", "department")
    search_fields = ("label", "reason", "actor__username")
    date_hierarchy = "at"
    fields = ("at", "what", "label", "actor", "department", "reason_in_full", "details", "chain")
    readonly_fields = fields

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

    @admin.display(description=_("hash in the chain"))
    def chain(self, event):
        return event.hash
