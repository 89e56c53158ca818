"""Words that mean the same and recommended documents, each with a look at what it would change."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from infocenter import services
from infocenter.models import BestBet, Document, SynonymGroup
from portal.organisation.scoped_admin import DepartmentScopedAdmin, guarded


class GuidanceAdmin(DepartmentScopedAdmin):
    """Saved by the services; "Preview" shows the first results before and after."""

    change_form_template = "admin/infocenter/guidance_form.html"

    def preview_view(self, request):
        """Guarded by each model's own permission."""
        raise NotImplementedError

    def get_urls(self):
        view = self.admin_site.admin_view(self.preview_view)
        name = f"infocenter_{self.opts.model_name}_preview"
        return [path("preview/", view, name=name), *super().get_urls()]

    def keep(self, request, obj, changed):
        services.save_guidance(obj, by=request.user, changed=changed)

    def discard(self, request, obj):
        services.delete_guidance(obj, by=request.user)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        preview = reverse(f"admin:infocenter_{self.opts.model_name}_preview")
        context = {"preview": preview, **(extra_context or {})}
        return super().changeform_view(request, object_id, form_url, context)

    def preview(self, request):
        """What the form that was sent would change, and the form to be sent again, saving it."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        key = request.POST.get("object", "")
        obj = self.get_object(request, key) if key.isdecimal() else None
        if not (self.has_change_permission(request, obj) if obj else self.may(request, "add")):
            raise PermissionDenied
        name = f"admin:infocenter_{self.opts.model_name}_"
        address = reverse(f"{name}change", args=[obj.pk]) if obj else reverse(f"{name}add")
        form = self.get_form(request, obj, change=obj is not None)(
            request.POST, instance=obj or self.model()
        )
        if not form.is_valid():
            return self.changeform_view(request, key if obj else None, address)
        context = {
            **self.admin_site.each_context(request),
            "title": _("What would change"),
            "opts": self.opts,
            "hidden": [field.as_hidden() for field in form],
            "address": address,
            "changes": services.preview_guidance(form.instance, get_language() or "zh-hant"),
        }
        return TemplateResponse(request, "admin/infocenter/guidance_preview.html", context)


@admin.register(SynonymGroup)
class SynonymGroupAdmin(GuidanceAdmin):
    """Official names in the languages, short forms, what people say."""

    department_field = None
    list_display = ("__str__", "note")
    search_fields = ("words", "note")
    fields = ("words", "note")

    @guarded("infocenter.change_synonymgroup", on_list=True)
    def preview_view(self, request):
        return self.preview(request)


@admin.register(BestBet)
class BestBetAdmin(GuidanceAdmin):
    """What stands on top of a search, of the own departments' documents."""

    department_field = "document__department"
    list_display = ("__str__", "note")
    list_select_related = ("document__department",)
    search_fields = ("questions", "note")
    fields = ("questions", "document", "note")
    raw_id_fields = ("document",)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """A document of the departments in which the person may recommend one."""
        if db_field.name == "document":
            kwargs["queryset"] = Document.objects.managed_by(
                request.user, "infocenter.change_bestbet"
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @guarded("infocenter.change_bestbet", on_list=True)
    def preview_view(self, request):
        return self.preview(request)
