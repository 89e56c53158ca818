"""Evaluations with their criteria and findings, and the action items that come of them."""

from django import forms
from django.contrib import admin
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infocenter.admin.forms import Day
from policies.models import Policy
from portal.organisation.models import Department
from portal.organisation.scoped_admin import guarded
from portal.organisation.stepped_admin import Editing
from tracking import services
from tracking.admin.filters import ActionsThatWait
from tracking.admin.tasks import TaskEditing, tasks_of
from tracking.admin.texts import WordsForm, forms_of
from tracking.admin.things import Line, Part, Section, Step, ThingAdmin, seen_version
from tracking.models import ActionItem, Criterion, Evaluation, Finding
from tracking.states.actions import RUNNING
from tracking.states.evaluations import EvaluationStatus


class MoveForm(WordsForm):
    """Another last day, and why."""

    due = forms.DateField(label=gettext_lazy("Last day"), widget=Day())


class EvaluationForm(forms.ModelForm):
    """What is said of an evaluation, whatever the language."""

    class Meta:
        model = Evaluation
        fields = ("policy", "department", "period_start", "period_end")
        widgets = {"period_start": Day(), "period_end": Day()}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        own = Department.objects.managed_by(user, "tracking.add_evaluation").active()
        self.fields["department"].queryset = own  # type: ignore[attr-defined]
        policies = Policy.objects.visible_to(user).prefetch_related("translations")
        self.fields["policy"].queryset = policies  # type: ignore[attr-defined]


class EvaluationEditing(Editing):
    """An evaluation, or a new one."""

    def __init__(self, request, evaluation: Evaluation | None, typed=None):
        self.user, self.evaluation = request.user, evaluation
        self.seen_version = seen_version(typed)
        thing = Evaluation.objects.get(pk=evaluation.pk) if evaluation else Evaluation()
        self.description = EvaluationForm(typed, instance=thing, user=request.user)
        self.texts = forms_of(thing, {"name": 1, "summary": 4, "method": 3}, typed)

    def save(self) -> Evaluation:
        """Keep it. Raises Refused."""
        thing = self.description.instance
        for form in self.texts:
            for name, words in form.columns().items():
                setattr(thing, name, words)
        changed = self.description.changed_data
        seen = self.seen_version
        return services.save_evaluation(thing, by=self.user, changed=changed, seen_version=seen)


@admin.register(Evaluation)
class EvaluationAdmin(ThingAdmin):
    """Evaluations: those of the own department, or all."""

    deciding = "tracking.publish_evaluation"
    list_display = ("name", "state", "score_shown", "period_end", "place")
    list_filter = ("status",)
    list_select_related = ("department",)
    search_fields = ("name_zh_hant", "name_pt", "name_en")
    parts = {
        "criterion": Part(
            Criterion,
            "evaluation",
            gettext_lazy("New criterion"),
            gettext_lazy("Add a criterion"),
            services.save_criterion,
            services.remove_criterion,
            ("weight", "score"),
            {"name": 1, "grounds": 3},
        ),
        "finding": Part(
            Finding,
            "evaluation",
            gettext_lazy("New finding"),
            gettext_lazy("Add a finding"),
            services.save_finding,
            services.remove_finding,
            ("kind", "measure"),
            {"text": 3},
        ),
    }
    STEPS = (
        Step(
            "publish",
            gettext_lazy("Publish"),
            "tracking.publish_evaluation",
            lambda thing, form, **about: services.publish_evaluation(thing, **about),
            is_first=True,
        ),
        Step(
            "withdraw",
            gettext_lazy("Withdraw"),
            "tracking.publish_evaluation",
            lambda thing, form, **about: services.withdraw_evaluation(
                thing, reason=form.words(), **about
            ),
            WordsForm,
        ),
    )

    def get_urls(self):
        route = "<path:object_id>/finding/<int:part_id>/task/"
        page = self.admin_site.admin_view(self.task_view)
        return [path(route, page, name="tracking_evaluation_task"), *super().get_urls()]

    def has_change_permission(self, request, obj=None):
        is_open = obj is None or obj.status == EvaluationStatus.DRAFT
        return is_open and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        is_open = obj is None or obj.status == EvaluationStatus.DRAFT
        return is_open and super().has_delete_permission(request, obj)

    def discard(self, request, obj):
        services.delete_evaluation(obj, by=request.user)

    def editing(self, request, thing, typed):
        return EvaluationEditing(request, thing, typed)

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def state(self, evaluation):
        return evaluation.get_status_display()

    @admin.display(description=gettext_lazy("score"))
    def score_shown(self, evaluation):
        score = evaluation.score()
        return f"{score:.1f}" if score else "–"

    @admin.display(description=gettext_lazy("department"), ordering="department")
    def place(self, evaluation):
        return evaluation.department.code

    def facts(self, evaluation):
        return [(_("Score"), f"{self.score_shown(evaluation)} / 5")]

    def sections(self, request, evaluation):
        may = self.has_change_permission(request, evaluation)
        supervises = request.user.has_perm("tracking.change_evaluation", evaluation)
        criteria = [
            Line(
                str(each),
                self._part("criterion", evaluation, each) if may else "",
                f"{each.get_score_display() if each.score else '–'} · {each.weight}",
            )
            for each in evaluation.criteria.all()
        ]
        found = [
            Section("criterion", _("Criteria"), criteria, self._add(may, evaluation, "criterion"))
        ]
        findings = [
            Line(str(e), self._part("finding", evaluation, e) if may else "", e.get_kind_display())
            for e in evaluation.findings.all()
        ]
        found.append(
            Section("finding", _("Findings"), findings, self._add(may, evaluation, "finding"))
        )
        for each in evaluation.findings.all():
            address = reverse("admin:tracking_evaluation_task", args=[evaluation.pk, each.pk])
            title = _("To be done about: %(finding)s") % {"finding": each}
            lines = tasks_of(each.action_items)
            add = (address, _("Ask a department to do something")) if supervises else None
            if lines or add:
                found.append(Section(f"tasks-{each.pk}", title, lines, add))
        return found

    def _part(self, kind, evaluation, part) -> str:
        return reverse(f"admin:tracking_evaluation_{kind}", args=[evaluation.pk, part.pk])

    def _add(self, may, evaluation, kind):
        if not may:
            return None
        address = reverse(f"admin:tracking_evaluation_add_{kind}", args=[evaluation.pk])
        return (address, self.parts[kind].add)

    @guarded("tracking.change_evaluation")
    def part_view(self, request, evaluation, kind, part_id=None):
        """A criterion or a finding."""
        return self.part_page(request, evaluation, kind, part_id)

    @guarded("tracking.change_evaluation")
    def task_view(self, request, evaluation, part_id):
        """Ask a department to do something about a finding."""
        finding = get_object_or_404(evaluation.findings, pk=part_id)
        typed = request.POST if request.method == "POST" else None
        editing = TaskEditing(request, evaluation, finding, typed)
        if typed is not None and self.save(request, editing):
            return HttpResponseRedirect(f"{self.address('change', evaluation.pk)}#finding")
        return self.form_page(request, evaluation, editing, _("New action item"))


@admin.register(ActionItem)
class ActionItemAdmin(ThingAdmin):
    """What departments are asked to do: each sees its own."""

    deciding = "tracking.view_actionitem"  # each step asks its own permission
    list_display = ("__str__", "state", "due", "place")
    list_filter = (ActionsThatWait, "status", ("department", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("department",)
    search_fields = ("text_zh_hant", "text_pt", "text_en")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def state(self, action):
        is_late = action.status in RUNNING and action.due < localdate()
        return format_html(
            '<span class="badge" data-state="{}">{}</span>',
            "overdue" if is_late else action.status,
            action.get_status_display(),
        )

    @admin.display(description=gettext_lazy("department"), ordering="department")
    def place(self, action):
        return action.department.code

    def facts(self, action):
        source = action.finding.evaluation if action.finding else action.agenda_item.meeting
        found = [
            (_("What is to be done"), action.text),
            (_("Department"), str(action.department)),
            (_("Last day"), date_format(action.due)),
            (_("Comes from"), str(source)),
        ]
        if action.due != action.original_due:
            found.append((_("First promised for"), date_format(action.original_due)))
        if action.measure:
            found.append((_("Measure"), str(action.measure)))
        if action.account:
            found.append((_("What was done"), action.account))
        return found

    STEPS = (
        Step(
            "report",
            gettext_lazy("Report as done"),
            "tracking.report_actionitem",
            lambda thing, form, **about: services.report_action(
                thing, account=form.words(), **about
            ),
            WordsForm,
            is_first=True,
        ),
        Step(
            "confirm",
            gettext_lazy("Confirm that it is done"),
            "tracking.change_actionitem",
            lambda thing, form, **about: services.confirm_action(thing, **about),
            is_first=True,
        ),
        Step(
            "return",
            gettext_lazy("Return to the department"),
            "tracking.change_actionitem",
            lambda thing, form, **about: services.return_action(
                thing, reason=form.words(), **about
            ),
            WordsForm,
        ),
        Step(
            "move",
            gettext_lazy("Move its last day"),
            "tracking.change_actionitem",
            lambda thing, form, **about: services.move_action(
                thing, due=form.cleaned_data["due"], reason=form.words(), **about
            ),
            MoveForm,
        ),
        Step(
            "drop",
            gettext_lazy("Drop"),
            "tracking.change_actionitem",
            lambda thing, form, **about: services.drop_action(thing, reason=form.words(), **about),
            WordsForm,
        ),
    )

    def open_steps(self, user, thing):
        found = super().open_steps(user, thing)
        if thing.status in RUNNING:
            found |= {
                each.name: each
                for each in self.STEPS
                if each.name == "move" and user.has_perm(each.permission, thing)
            }
        return found

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if request.method == "POST" and request.POST.get("step") == "save":
            return HttpResponseRedirect(request.get_full_path())  # nothing of it is edited
        return super().change_view(request, object_id, form_url, extra_context)
