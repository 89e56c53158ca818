"""What counts as on track: one row."""

from django.contrib import admin

from portal.organisation.scoped_admin import DepartmentScopedAdmin
from tracking import services
from tracking.models import NormsInForce


@admin.register(NormsInForce)
class NormsInForceAdmin(DepartmentScopedAdmin):
    """Margin and periods; other ones hold from now on."""

    department_field = None
    fields = ("margin", "report_months", "report_days", "public_level")
    list_display = ("margin", "report_months", "report_days")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def keep(self, request, obj, changed):
        services.save_norms(obj, by=request.user, changed=changed)
