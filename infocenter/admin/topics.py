"""Topics, with their names in four languages."""

from django.contrib import admin
from modeltranslation.admin import TranslationAdmin

from infocenter import services
from infocenter.models import Topic
from portal.organisation.scoped_admin import DepartmentScopedAdmin


@admin.register(Topic)
class TopicAdmin(DepartmentScopedAdmin, TranslationAdmin):
    """The subjects under which residents look for documents."""

    department_field = None
    list_display = ("name", "slug", "position")
    search_fields = ("slug", "name_zh_hant", "name_pt", "name_en", "name_zh_hans")
    fields = ("name", "slug", "position")

    def keep(self, request, obj, changed):
        services.save_topic(obj, by=request.user, changed=changed)

    def discard(self, request, obj):
        services.delete_topic(obj, by=request.user)
