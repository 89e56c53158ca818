"""The operator's own texts of the standing pages."""

from django.contrib import admin
from modeltranslation.admin import TranslationAdmin

from portal.organisation.scoped_admin import DepartmentScopedAdmin
from portal.pages import services
from portal.pages.models import StandingPage


@admin.register(StandingPage)
class StandingPageAdmin(DepartmentScopedAdmin, TranslationAdmin):
    """A page without a row here, or a language left empty, shows the text that comes with Farol."""

    department_field = None
    list_display = ("slug", "updated_at")
    fields = ("slug", "title", "body")

    def get_readonly_fields(self, request, obj=None):
        return ("slug",) if obj else ()

    def keep(self, request, obj, changed):
        services.save_standing_page(obj, by=request.user, changed=changed)

    def discard(self, request, obj):
        services.delete_standing_page(obj, by=request.user)
