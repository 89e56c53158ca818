"""Progress reports: written by a department on one screen, verified or returned by a supervisor."""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.confirming import asking_again, is_posted
from portal.files import serving
from portal.organisation.scoped_admin import guarded
from portal.organisation.stepped_admin import Editing, SteppedAdmin
from portal.workflow import Refused
from tracking import services
from tracking.admin.filters import ReportsThatWait, Verified
from tracking.admin.report_forms import (
    ClaimForm,
    EvidenceForm,
    PeriodForm,
    RemarkForm,
    VerdictForm,
)
from tracking.admin.texts import forms_of
from tracking.models import ProgressReport
from tracking.states.reports import ReportStatus

TEXTS = {"narrative": 6, "obstacles": 3}


class ReportEditing(Editing):
    """A report in the department's hands: one screen."""

    def __init__(self, request, report: ProgressReport, typed=None):
        self.user, self.report = request.user, report
        self.files = request.FILES.getlist("files") if typed is not None else []
        seen = typed.get("version", "") if typed is not None else ""
        self.seen_version = int(seen) if seen.isdecimal() and len(seen) < 10 else None
        thing = ProgressReport.objects.get(pk=report.pk)
        self.description = PeriodForm(typed, instance=thing)
        self.texts = forms_of(thing, TEXTS, typed)
        known = {each.milestone_id: each for each in report.claims.all()}
        self.claims = [
            ClaimForm(typed, milestone=each, claim=known.get(each.pk))
            for each in report.measure.planned_milestones()
        ]
        self.evidence = EvidenceForm(typed, report=report, user=request.user)

    @property
    def forms(self) -> tuple:
        return (self.description, *self.texts, *self.claims, self.evidence)

    def is_valid(self) -> bool:
        """Whether all are well formed; what is missing for handing it in is said then."""
        return not [form for form in self.forms if not form.is_valid()]  # each shows its errors

    def save(self) -> ProgressReport:
        """Keep it. Raises Refused."""
        texts = {
            name: {form.language: form.cleaned_data[name] for form in self.texts} for name in TEXTS
        }
        services.save_report(
            self.report,
            by=self.user,
            texts=texts,
            claims={form.milestone.pk: form.line() for form in self.claims},
            period_end=self.description.cleaned_data["period_end"],
            seen_version=self.seen_version,
        )
        return self.report

    def add_evidence(self) -> list[str]:
        """Add the files and documents that were chosen; why any of them was refused."""
        said, problems = self.evidence.cleaned_data, []
        about = {"by": self.user, "milestone": said["of"], "is_public": said["is_public"]}
        for each in self.files:
            try:
                services.add_evidence(self.report, upload=each, **about)
            except Refused as refusal:
                problems.append(str(refusal))
        for each in said["documents"]:
            try:
                services.add_evidence(self.report, document=each, **about)
            except Refused as refusal:
                problems.append(str(refusal))
        return problems


@dataclass(frozen=True)
class Step:
    """A supervisor's step, as a button says it."""

    name: str
    label: str | Promise

    def form(self, data=None) -> RemarkForm:
        """What it needs to know."""
        if self.name == "verify":
            return VerdictForm(data, prefix=self.name, needed=False)
        return RemarkForm(data, prefix=self.name, needed=True)

    def take(self, report: ProgressReport, form, *, by, seen: int | None) -> None:
        """Do it by its service. Raises Refused."""
        remark = form.remark()
        if self.name == "verify":
            verdict = form.cleaned_data["verdict"]
            services.verify_report(report, by=by, verdict=verdict, remark=remark, seen_version=seen)
        else:
            services.return_report(report, by=by, remark=remark, seen_version=seen)


STEPS = (
    Step("verify", gettext_lazy("Verify")),
    Step("return", gettext_lazy("Return to the department")),
)


@admin.register(ProgressReport)
class ProgressReportAdmin(SteppedAdmin):
    """The reports of the own departments. A new one begins at its measure."""

    deciding = "tracking.verify_progressreport"
    department_field = "measure__department"
    saving = ("save", "submit")
    views = {
        "remove": ("<path:object_id>/evidence/<int:evidence_id>/remove/", "remove_view"),
        "evidence": ("<path:object_id>/evidence/<int:evidence_id>/", "evidence_view"),
    }
    list_display = ("measure_shown", "months", "state", "submitted_at", "place")
    list_filter = (
        ReportsThatWait,
        Verified,
        "status",
        "verdict",
        ("measure__department", admin.RelatedOnlyFieldListFilter),
        ("measure__programme", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("measure__department",)
    search_fields = ("measure__number", "measure__name_zh_hant", "measure__name_pt",
                     "measure__name_en")  # fmt: skip

    def has_add_permission(self, request):
        return False

    def discard(self, request, obj):
        services.discard_report(obj, by=request.user)

    def has_delete_permission(self, request, obj=None):
        never_submitted = obj is not None and obj.submitted_at is None
        return never_submitted and self.has_change_permission(request, obj)

    @admin.display(description=gettext_lazy("measure"), ordering="measure__position")
    def measure_shown(self, report):
        return str(report.measure)

    @admin.display(description=gettext_lazy("months"), ordering="period_end")
    def months(self, report):
        return f"{report.period_start:%Y-%m} – {report.period_end:%Y-%m}"

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def state(self, report):
        return format_html(
            '<span class="badge" data-state="report-{}">{}</span>',
            report.status,
            report.get_status_display(),
        )

    @admin.display(description=gettext_lazy("department"))
    def place(self, report):
        return report.measure.department.code

    def editing(self, request, thing, typed):
        return ReportEditing(request, thing, typed)

    def save(self, request, editing):
        """Keep what was written and the evidence; hand it in if that button was pressed."""
        saved = super().save(request, editing)
        if saved is None:
            return None
        for problem in editing.add_evidence():
            messages.error(request, problem)
        if request.POST.get("step") == "submit":
            try:
                services.submit_report(saved, by=request.user)
            except Refused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, _("The report was handed to the supervisor."))
        return saved

    def open_steps(self, user, thing):
        if thing.status != ReportStatus.SUBMITTED or not user.has_perm(self.deciding, thing):
            return {}
        return {step.name: step for step in STEPS}

    def page(self, request, thing, editing, steps, failed):
        report = ProgressReport.objects.select_related("measure__programme").get(pk=thing.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": f"{report.measure} · {self.months(report)}",
            "opts": self.opts,
            "report": report,
            "measure": report.measure,
            "editing": editing,
            "may_change": self.has_change_permission(request, report),
            "may_delete": self.has_delete_permission(request, report),
            "evidence": report.evidence.select_related("milestone", "document"),
            "steps": steps,
            "failed": failed,
        }
        return TemplateResponse(request, "admin/tracking/progressreport/change.html", context)

    @guarded("tracking.change_progressreport")
    @asking_again(when=is_posted)
    def remove_view(self, request, report, evidence_id):
        """Take a proof away."""
        evidence = report.evidence.filter(pk=evidence_id).first()
        if evidence is None:
            raise Http404
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            services.remove_evidence(evidence, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return HttpResponseRedirect(f"{self.address('change', report.pk)}#evidence")

    @guarded("tracking.view_progressreport")
    def evidence_view(self, request, report, evidence_id):
        """A file, for those who may read the report; a document leads to its page."""
        evidence = report.evidence.filter(pk=evidence_id).select_related("file").first()
        if evidence is None:
            raise Http404
        if evidence.document_id:
            where = reverse("infocenter:document-detail", args=[evidence.document_id])
            return HttpResponseRedirect(where)
        return serving.serve(request, evidence.file, evidence.name)
