"""Supervision in admin: rules with their rehearsal, notices with what is done about them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modeltranslation.admin import TranslationAdmin

from infocenter.admin.forms import Day
from portal.organisation.scoped_admin import DepartmentScopedAdmin, guarded
from portal.organisation.stepped_admin import Editing, SteppedAdmin
from tracking import services, supervising
from tracking.admin.filters import NoticePiles, Stirred
from tracking.admin.texts import PerhapsWordsForm, WordsForm
from tracking.models import Measure, Milestone, Notice, ProgressReport, SupervisionRule
from tracking.services import norms_in_force
from tracking.states.notices import Level, NoticeStatus
from tracking.states.reports import ReportStatus

LONGEST_REHEARSAL = 366  # days


class PeriodForm(forms.Form):
    """From when to when a rule is tried."""

    first = forms.DateField(label=gettext_lazy("From"), widget=Day())
    last = forms.DateField(label=gettext_lazy("To"), widget=Day())

    def clean(self):
        """A past period of a year at most."""
        super().clean()
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and not 0 <= (last - first).days <= LONGEST_REHEARSAL:
            self.add_error("last", _("At most a year, and not before it begins."))
        if last and last > localdate():
            self.add_error("last", _("This day is still to come."))


@admin.register(SupervisionRule)
class SupervisionRuleAdmin(DepartmentScopedAdmin, TranslationAdmin):
    """When notices open by themselves."""

    department_field = None
    list_display = ("name", "cause", "after_days", "level", "answer_days", "is_active")
    fields = ("name", "cause", "after_days", "level", "answer_days", "programme", "is_active")
    change_form_template = "admin/tracking/supervisionrule/change_form.html"

    def get_urls(self):
        page = self.admin_site.admin_view(self.rehearsal_view)
        name = "tracking_supervisionrule_rehearsal"
        return [path("<path:object_id>/rehearsal/", page, name=name), *super().get_urls()]

    def keep(self, request, obj, changed):
        services.save_rule(obj, by=request.user, changed=changed)

    def discard(self, request, obj):
        services.delete_rule(obj, by=request.user)

    @guarded("tracking.view_supervisionrule")
    def rehearsal_view(self, request, rule):
        """What the rule would have opened in a period. Nothing is opened."""
        quarter = {"first": localdate() - timedelta(days=91), "last": localdate()}
        form = PeriodForm(request.GET if "first" in request.GET else None, initial=quarter)
        period = form.cleaned_data if form.is_valid() else quarter if not form.is_bound else None
        found = self._rehearse(rule, **period) if period else []
        context = {
            **self.admin_site.each_context(request),
            "title": _("Rehearsal: %(rule)s") % {"rule": rule},
            "opts": self.opts,
            "rule": rule,
            "form": form,
            "found": found,
        }
        return TemplateResponse(request, "admin/tracking/supervisionrule/rehearsal.html", context)

    def _rehearse(self, rule: SupervisionRule, first: date, last: date) -> list[tuple]:
        found = supervising.rehearse(rule, first, last, norms_in_force())
        measures = Measure.objects.select_related("department").in_bulk(
            {each.measure for _day, each in found}
        )
        milestones = Milestone.objects.in_bulk({e.milestone for _day, e in found if e.milestone})
        return [
            (day, measures[each.measure], milestones.get(each.milestone), each.missed)
            for day, each in found
        ]


class AnswerForm(WordsForm):
    """What the department does about it, and until when."""

    until = forms.DateField(label=gettext_lazy("Done by"), widget=Day())


class CloseForm(PerhapsWordsForm):
    """On which verified report it is closed."""

    proof = forms.ModelChoiceField(
        ProgressReport.objects.none(), label=gettext_lazy("The report that proves it")
    )

    def __init__(self, data=None, *, prefix: str, notice: Notice):
        super().__init__(data, prefix=prefix)
        self.fields["proof"].queryset = ProgressReport.objects.filter(  # type: ignore[attr-defined]
            measure=notice.measure_id,
            status=ReportStatus.VERIFIED,
            decided_at__gte=supervising.beginning(notice.opened_on),
        )


@dataclass(frozen=True)
class Step:
    """A step as a button says it."""

    name: str
    label: str | Promise
    permission: str
    notice: Notice | None = None

    def form(self, data=None) -> WordsForm | None:
        """What it needs to know; None if nothing."""
        if self.name == "resume":
            return None
        if self.name == "close" and self.notice:
            return CloseForm(data, prefix=self.name, notice=self.notice)
        kind = AnswerForm if self.name == "answer" else WordsForm
        return kind(data, prefix=self.name)

    def take(self, notice: Notice, form, *, by, seen: int | None) -> None:
        """Do it by its service. Raises Refused."""
        if not by.has_perm(self.permission, notice):
            raise PermissionDenied
        said = form.words() if form is not None else {}
        about = {"by": by, "seen_version": seen}
        if self.name == "answer":
            until = form.cleaned_data["until"]
            services.answer_notice(notice, plan=said, until=until, **about)
        elif self.name == "raise":
            services.raise_notice(notice, reason=said, **about)
        elif self.name == "pause":
            services.pause_notice(notice, reason=said, **about)
        elif self.name == "resume":
            services.resume_notice(notice, **about)
        else:
            proof = form.cleaned_data["proof"]
            services.close_notice(notice, proof=proof, words=said, **about)


SUPERVISE = "tracking.change_notice"
STEPS = (
    Step("answer", gettext_lazy("Answer"), "tracking.answer_notice"),
    Step("raise", gettext_lazy("Raise to the next level"), SUPERVISE),
    Step("pause", gettext_lazy("Pause"), SUPERVISE),
    Step("resume", gettext_lazy("Let the clock go on"), SUPERVISE),
    Step("close", gettext_lazy("Close on proof"), SUPERVISE),
)


class NoticeForm(forms.ModelForm):
    """A notice by hand: about which measure, how loudly, how long for an answer."""

    class Meta:
        model = Notice
        fields = ("measure", "level", "answer_days")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        measures = Measure.objects.managed_by(user, "tracking.add_notice")
        self.fields["measure"].queryset = measures.select_related("programme")  # type: ignore[attr-defined]


class NoticeEditing(Editing):
    """A new notice. One that is there isn't edited: steps are taken."""

    def __init__(self, request, notice: Notice | None, typed=None):
        self.user, self.notice = request.user, notice
        chosen = {"measure": request.GET.get("measure")}
        self.description = NoticeForm(typed, user=request.user, initial=chosen)
        self.asked = WordsForm(typed, prefix="asked")

    @property
    def forms(self) -> tuple:
        return (self.description, self.asked)

    def is_valid(self) -> bool:
        return not [form for form in self.forms if not form.is_valid()]

    def save(self) -> Notice:
        """Open it. Raises Refused."""
        said = self.description.cleaned_data
        return services.open_notice(
            said["measure"],
            by=self.user,
            text=self.asked.words(),
            level=said["level"],
            answer_days=said["answer_days"],
        )


@admin.register(Notice)
class NoticeAdmin(SteppedAdmin):
    """The notices to the own departments."""

    deciding = "tracking.view_notice"  # each step asks its own permission
    list_display = ("measure_shown", "level_shown", "state", "opened_on", "due", "place")
    list_filter = (
        NoticePiles,
        "level",
        "status",
        "cause",
        ("department", admin.RelatedOnlyFieldListFilter),
        Stirred,
    )
    list_select_related = ("department", "measure")
    search_fields = ("measure__number", "measure__name_zh_hant", "measure__name_pt",
                     "measure__name_en")  # fmt: skip

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("measure"))
    def measure_shown(self, notice):
        return str(notice.measure)

    @admin.display(description=gettext_lazy("level"), ordering="level")
    def level_shown(self, notice):
        return format_html(
            '<span class="badge" data-level="{}">{}</span>',
            notice.level,
            notice.get_level_display(),
        )

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def state(self, notice):
        return notice.get_status_display()

    @admin.display(description=gettext_lazy("department"), ordering="department")
    def place(self, notice):
        return notice.department.code

    def editing(self, request, thing, typed):
        return NoticeEditing(request, thing, typed)

    def open_steps(self, user, thing):
        names = set(thing.next_steps())
        if thing.level >= Level.LEADERSHIP:
            names.discard("raise")
        return {
            each.name: Step(each.name, each.label, each.permission, thing)
            for each in STEPS
            if each.name in names and user.has_perm(each.permission, thing)
        }

    def page(self, request, thing, editing, steps, failed):
        rows = Notice.objects.select_related("measure__programme", "milestone", "rule", "proof")
        shown = rows.get(pk=thing.pk) if thing else None
        context = {
            **self.admin_site.each_context(request),
            "title": str(shown) if shown else _("New notice"),
            "opts": self.opts,
            "notice": shown,
            "is_late": shown
            and shown.due < localdate()
            and shown.status in (NoticeStatus.OPEN, NoticeStatus.ANSWERED),
            "editing": editing,
            "steps": steps,
            "failed": failed,
            "story": shown.steps.select_related("by") if shown else (),
        }
        return TemplateResponse(request, "admin/tracking/notice/change.html", context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if request.method == "POST" and request.POST.get("step") == "save":
            return HttpResponseRedirect(request.get_full_path())  # nothing of it is edited
        return super().change_view(request, object_id, form_url, extra_context)
