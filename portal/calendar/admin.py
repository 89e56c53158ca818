"""The operator's own days."""

from django.contrib import admin
from modeltranslation.admin import TranslationAdmin

from portal.calendar import services
from portal.calendar.models import SpecialDay
from portal.organisation.scoped_admin import DepartmentScopedAdmin


@admin.register(SpecialDay)
class SpecialDayAdmin(DepartmentScopedAdmin, TranslationAdmin):
    """Days on which offices are open or closed against the calendar of holidays."""

    department_field = None
    list_display = ("day", "name", "is_working")
    list_filter = ("is_working",)
    date_hierarchy = "day"
    fields = ("day", "is_working", "name")

    def keep(self, request, obj, changed):
        services.save_special_day(obj, by=request.user, changed=changed)

    def discard(self, request, obj):
        services.delete_special_day(obj, by=request.user)
