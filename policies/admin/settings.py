"""Ready-made answers, where matters are sent, and how departments handle them."""

from django.contrib import admin
from modeltranslation.admin import TranslationAdmin

from policies.models import CannedAnswer, Practice, RoutingRule
from policies.services.settings import delete_setting, save_setting
from portal.organisation.scoped_admin import DepartmentScopedAdmin


class SettingAdmin(DepartmentScopedAdmin):
    """Saved and deleted by services, as everything is."""

    def keep(self, request, obj, changed):
        save_setting(obj, by=request.user, changed=changed)

    def discard(self, request, obj):
        delete_setting(obj, by=request.user)


@admin.register(CannedAnswer)
class CannedAnswerAdmin(SettingAdmin, TranslationAdmin):
    """Words that officers put into their answers, in the resident's language."""

    list_display = ("title", "kind", "department")
    list_filter = ("kind",)
    list_select_related = ("department",)
    search_fields = ("title",)
    fields = ("title", "department", "kind", "text")


@admin.register(RoutingRule)
class RoutingRuleAdmin(SettingAdmin):
    """To which department a matter goes by itself."""

    list_display = ("position", "kind", "topic", "page", "owner_department", "department")
    list_display_links = ("position", "kind")
    list_select_related = ("topic", "owner_department", "department")


@admin.register(Practice)
class PracticeAdmin(SettingAdmin):
    """How a department handles its cases."""

    list_display = ("department", "approves_answers")
    list_select_related = ("department",)
