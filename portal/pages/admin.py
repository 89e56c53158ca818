from django.contrib import admin
from modeltranslation.admin import TranslationAdmin

from portal.pages import services
from portal.pages.models import StandingPage


@admin.register(StandingPage)
class StandingPageAdmin(TranslationAdmin):
    """The operator's own texts of the standing pages."""

    list_display = ("slug", "updated_at")
    readonly_fields = ("updated_at",)

    def save_model(self, request, obj, form, change):
        services.save_standing_page(obj, actor=request.user)

    def delete_model(self, request, obj):
        services.delete_standing_page(obj, actor=request.user)

    def delete_queryset(self, request, queryset):
        for page in queryset:
            services.delete_standing_page(page, actor=request.user)
