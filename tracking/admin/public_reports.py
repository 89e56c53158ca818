"""Public reports: made by one click, looked at, approved by the leadership group."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from infocenter import markdown
from portal.organisation.models import Department
from portal.organisation.stepped_admin import Editing
from tracking import periods, report_text, services
from tracking.admin.texts import WordsForm
from tracking.admin.things import Nothing, Step, ThingAdmin
from tracking.models import PublicReport
from tracking.report_contents import contents
from tracking.states.public_reports import PublicReportStatus

APPROVE = "tracking.approve_publicreport"


class ReportForm(forms.ModelForm):
    """Of which period, and who publishes it."""

    class Meta:
        model = PublicReport
        fields = ("period", "department")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        own = Department.objects.managed_by(user, "tracking.add_publicreport").active()
        self.fields["department"].queryset = own  # type: ignore[attr-defined]


class ReportEditing(Editing):
    """A new one. What was made isn't edited: it is approved or rejected."""

    def __init__(self, request, typed=None):
        self.user = request.user
        self.description = ReportForm(typed, user=request.user)

    def is_valid(self) -> bool:
        return self.description.is_valid()

    def save(self) -> PublicReport:
        """Make it. Raises Refused."""
        said = self.description.cleaned_data
        return services.make_report(said["period"], department=said["department"], by=self.user)


@admin.register(PublicReport)
class PublicReportAdmin(ThingAdmin):
    """The reports of all programmes."""

    deciding = APPROVE
    list_display = ("period", "state", "made_at")
    list_filter = ("status",)
    STEPS = (
        Step(
            "approve",
            gettext_lazy("Approve and publish"),
            APPROVE,
            lambda thing, form, **about: services.approve_report(
                thing, reason=form.words(), **about
            ),
            WordsForm,
            is_first=True,
        ),
        Step(
            "reject",
            gettext_lazy("Reject"),
            APPROVE,
            lambda thing, form, **about: services.reject_report(
                thing, reason=form.words(), **about
            ),
            WordsForm,
        ),
    )

    def has_change_permission(self, request, obj=None):
        return obj is None and self.has_add_permission(request)

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def state(self, report):
        return report.get_status_display()

    def editing(self, request, thing, typed):
        return Nothing() if thing else ReportEditing(request, typed)

    def facts(self, report):
        if report.document_id is None:
            return []
        address = reverse("infocenter:document-detail", args=[report.document_id])
        return [(_("Document"), format_html('<a href="{}">{}</a>', address, report.document))]

    def page(self, request, thing, editing, steps, failed):
        answer = super().page(request, thing, editing, steps, failed)
        if thing and thing.status == PublicReportStatus.WAITING:
            told = contents(periods.read(thing.period), get_language() or "")
            answer.context_data["preview"] = markdown.render(report_text.body(told))
        answer.template_name = "admin/tracking/public_report.html"
        return answer
