"""Deadlines as data: sets of rules, one of which is active."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from policies import services
from policies.models import DeadlineProfile, DeadlineRule
from portal.organisation.scoped_admin import DepartmentScopedAdmin


@admin.register(DeadlineProfile)
class DeadlineProfileAdmin(DepartmentScopedAdmin, TranslationAdmin):
    """Practices of jurisdictions. Making one active takes the place of the other."""

    department_field = None
    list_display = ("name", "calendar", "is_active")
    fields = (
        "code", "name", "calendar", "is_active", "consultation_days", "consultation_source",
    )  # fmt: skip

    def keep(self, request, obj, changed):
        services.save_deadline_profile(obj, by=request.user, changed=changed)

    def discard(self, request, obj):
        services.delete_deadline_profile(obj, by=request.user)


@admin.register(DeadlineRule)
class DeadlineRuleAdmin(DepartmentScopedAdmin, TranslationAdmin):
    """Periods by kind and department, each with its legal basis and where to look it up."""

    department_field = None
    list_display = (
        "__str__", "unit", "acknowledge", "answer", "extension", "is_confirmed",
    )  # fmt: skip
    list_filter = ("profile", "kind", "is_confirmed")
    list_select_related = ("profile", "department")
    fieldsets = (
        (None, {"fields": ("profile", "kind", "department")}),
        (_("Periods"), {"fields": ("unit", "acknowledge", "refer", "answer", "extension")}),
        (_("Pauses"), {"fields": ("on_resident", "on_incomplete", "on_third_party")}),
        (_("Basis"), {"fields": ("legal_basis", "source", "is_confirmed")}),
    )

    def keep(self, request, obj, changed):
        services.save_deadline_rule(obj, by=request.user, changed=changed)

    def discard(self, request, obj):
        services.delete_deadline_rule(obj, by=request.user)
