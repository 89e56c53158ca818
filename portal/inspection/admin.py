"""Inspections for supervisors: what was found, where to mend it, the limits, and looking again."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import languages
from portal.history.words import name_verbs
from portal.inspection import reports, services
from portal.inspection.models import Inspection, Limits
from portal.organisation.scoped_admin import DepartmentScopedAdmin, guarded

name_verbs(
    {
        "inspection.begun": gettext_lazy("Inspection begun"),
        "inspection.limits": gettext_lazy("Limits of inspections changed"),
    }
)


@admin.register(Inspection)
class InspectionAdmin(DepartmentScopedAdmin):
    """Each inspection with its findings, by check."""

    department_field = None
    read_only = True
    actions = None
    list_display = ("made_at", "by", "failed", "found", "finished_at")
    change_list_template = "admin/inspection/inspection/change_list.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.begin_view)
        return [path("begin/", view, name="inspection_inspection_begin"), *super().get_urls()]

    @guarded("inspection.add_inspection", on_list=True)
    def begin_view(self, request):
        """Look again now, in the background."""
        if request.method != "POST":
            return TemplateResponse(
                request,
                "admin/inspection/inspection/begin.html",
                {**self.admin_site.each_context(request), "title": _("Inspect the portal")},
            )
        inspection = services.begin_inspection(by=request.user)
        messages.success(request, _("The portal is being looked over. This may take some minutes."))
        return HttpResponseRedirect(
            reverse("admin:inspection_inspection_change", args=[inspection.pk])
        )

    def changelist_view(self, request, extra_context=None):
        may_begin = request.user.has_perm("inspection.add_inspection")
        return super().changelist_view(request, {"may_begin": may_begin, **(extra_context or {})})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """What was found, the failed checks first."""
        inspection = self.get_object(request, object_id)
        if inspection is None:
            raise Http404
        if not self.has_view_permission(request, inspection):
            raise PermissionDenied
        outcomes = reports.outcomes_of(inspection)
        outcomes.sort(key=lambda each: ("failed", "unknown", "fine").index(each.state))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Inspection of %(when)s") % {"when": inspection},
            "opts": self.opts,
            "inspection": inspection,
            "outcomes": outcomes,
            "states": {
                "failed": _("failed"),
                "unknown": _("couldn't look"),
                "fine": _("fine"),
            },
        }
        response = TemplateResponse(request, "admin/inspection/inspection/change.html", context)
        if inspection.finished_at is None:
            response["Refresh"] = "10"
        return response


class LimitsForm(forms.ModelForm):
    """What counts as a fault from now on."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("languages that each document needs"),
        choices=languages.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Limits
        fields = "__all__"  # noqa: DJ007  (each of them is for people to set)


@admin.register(Limits)
class LimitsAdmin(DepartmentScopedAdmin):
    """One row."""

    department_field = None
    form = LimitsForm
    list_display = ("__str__", "home_days", "news_days", "section_days", "slow_percent")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def keep(self, request, obj, changed):
        services.save_limits(obj, by=request.user, changed=changed)
