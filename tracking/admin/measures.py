"""Measures, for those who plan and those who report: list, one with its plan and indicators."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.organisation.scoped_admin import guarded
from portal.organisation.stepped_admin import Editing, SteppedAdmin
from portal.workflow import Refused
from tracking import services
from tracking.admin.filters import HealthFilter, MeasuresThatWait, TurnedRed
from tracking.admin.measure_forms import (
    IndicatorForm,
    MeasureForm,
    MilestoneForm,
    ObservationForm,
    initial_of,
)
from tracking.admin.texts import ReasonForm, forms_of
from tracking.board import board
from tracking.models import Indicator, Measure, Observation, Standing
from tracking.states.measures import Health

FREE_LINES = 2  # for further milestones


class MeasureEditing(Editing):
    """A measure with its plan, or a new one."""

    def __init__(self, request, measure: Measure | None, typed=None):
        self.user, self.measure = request.user, measure
        seen = typed.get("version", "") if typed is not None else ""
        self.seen_version = int(seen) if seen.isdecimal() and len(seen) < 10 else None
        thing = Measure.objects.get(pk=measure.pk) if measure else Measure()
        chosen = {"programme": request.GET.get("programme")} if not measure else {}
        self.description = MeasureForm(typed, instance=thing, user=request.user, initial=chosen)
        self.texts = forms_of(thing, {"name": 1, "description": 4}, typed)
        lines = forms.formset_factory(MilestoneForm, extra=FREE_LINES if measure else 4)
        there = [initial_of(each) for each in measure.planned_milestones()] if measure else []
        self.milestones = lines(typed, initial=there, prefix="milestones")
        self.is_promised = bool(measure and measure.programme.published_at)
        self.reason = ReasonForm(typed, prefix="why", required=False)

    @property
    def forms(self) -> tuple:
        return (self.description, *self.texts, *self.milestones.forms, self.reason)

    def is_valid(self) -> bool:
        return self.milestones.is_valid() and super().is_valid()

    def save(self) -> Measure:
        """Keep what was changed, all or nothing. Raises Refused."""
        values = dict(self.description.cleaned_data)
        joined = {name: values.pop(name) for name in ("supporting", "depends_on")}
        columns = {name: words for form in self.texts for name, words in form.columns().items()}
        wanted = (each.line() for each in self.milestones.forms if each.is_wanted)
        plan = sorted(wanted, key=lambda each: each.due)
        if self.measure is None:
            programme = values.pop("programme")
            return services.add_measure(
                programme, by=self.user, milestones=plan, **joined, **values, **columns
            )
        thing = self.description.instance
        for name, words in columns.items():
            setattr(thing, name, words)
        changed = [*self.description.changed_data]
        changed += [f"text:{form.language}" for form in self.texts if form.has_changed()]
        return services.save_measure(
            thing,
            by=self.user,
            milestones=plan,
            changed=changed,
            reason=self.reason.reason(),
            seen_version=self.seen_version,
            **joined,
        )


class IndicatorEditing(Editing):
    """An indicator of a measure, or a new one."""

    def __init__(self, request, measure: Measure, indicator: Indicator | None, typed=None):
        self.user, self.measure, self.indicator = request.user, measure, indicator
        thing = indicator or Indicator(measure=measure)
        self.description = IndicatorForm(typed, instance=thing)
        self.texts = forms_of(thing, {"name": 1, "unit": 1}, typed)

    def save(self) -> Measure:
        """Keep it. Raises Refused."""
        thing = self.description.instance
        for form in self.texts:
            for name, words in form.columns().items():
                setattr(thing, name, words)
        services.save_indicator(thing, by=self.user, changed=self.description.changed_data)
        return self.measure


class ObservationEditing(Editing):
    """A new value of an indicator."""

    def __init__(self, request, measure: Measure, indicator: Indicator, typed=None):
        self.user, self.measure, self.indicator = request.user, measure, indicator
        self.description = ObservationForm(typed, initial={"on": localdate()})
        self.texts = forms_of(Observation(indicator=indicator), {"source": 1}, typed)

    def is_valid(self) -> bool:
        return not [form for form in self.forms if not form.is_valid()]  # each shows its errors

    def save(self) -> Measure:
        """Record it. Raises Refused."""
        columns = {name: words for form in self.texts for name, words in form.columns().items()}
        services.observe(self.indicator, by=self.user, **self.description.cleaned_data, **columns)
        return self.measure


@admin.register(Measure)
class MeasureAdmin(SteppedAdmin):
    """The measures of the own departments."""

    views = {
        "board": ("board/", "board_view"),
        "report": ("<path:object_id>/report/", "report_view"),
        "add_indicator": ("<path:object_id>/indicators/add/", "indicator_view"),
        "indicator": ("<path:object_id>/indicators/<int:indicator_id>/", "indicator_view"),
        "observe": ("<path:object_id>/indicators/<int:indicator_id>/observe/", "observe_view"),
    }
    list_display = ("__str__", "state", "progress_shown", "due", "place", "programme")
    list_filter = (
        HealthFilter,
        TurnedRed,
        MeasuresThatWait,
        ("department", admin.RelatedOnlyFieldListFilter),
        ("programme", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("department", "programme")
    search_fields = ("number", "name_zh_hant", "name_pt", "name_en")
    search_help_text = gettext_lazy("Number, or words of the name in any language")

    def get_queryset(self, request):
        now = Prefetch("standings", Standing.objects.now().on(localdate()), to_attr="now")
        return super().get_queryset(request).prefetch_related(now)

    def discard(self, request, obj):
        services.delete_measure(obj, by=request.user)

    def has_delete_permission(self, request, obj=None):
        never_public = obj is None or obj.programme.published_at is None
        return never_public and super().has_delete_permission(request, obj)

    @admin.display(description=gettext_lazy("state"))
    def state(self, measure):
        health = Health(measure.now[0].health)
        return format_html('<span class="badge" data-state="{}">{}</span>', health, health.label)

    @admin.display(description=gettext_lazy("progress"))
    def progress_shown(self, measure):
        return f"{measure.now[0].progress} %"

    @admin.display(description=gettext_lazy("department"), ordering="department")
    def place(self, measure):
        return measure.department.code

    def editing(self, request, thing, typed):
        return MeasureEditing(request, thing, typed)

    def open_steps(self, user, thing):
        return {}

    def page(self, request, thing, editing, steps, failed):
        rows = Measure.objects.select_related("programme", "department")
        shown = rows.get(pk=thing.pk) if thing else None
        now = Standing.objects.now().on(localdate()).filter(measure=shown).first()
        context = {
            **self.admin_site.each_context(request),
            "title": str(shown) if shown else _("New measure"),
            "opts": self.opts,
            "measure": shown,
            "standing": now,
            "health_name": Health(now.health).label if now else "",
            "editing": editing,
            "may_change": not shown or self.has_change_permission(request, shown),
            "may_delete": shown and self.has_delete_permission(request, shown),
            "may_report": shown and request.user.has_perm("tracking.add_progressreport", shown),
            "indicators": shown.indicators.all() if shown else (),
            "reports": shown.reports.all() if shown else (),
            "moves": shown.date_changes.select_related("milestone") if shown else (),
        }
        return TemplateResponse(request, "admin/tracking/measure/change.html", context)

    @guarded("tracking.change_notice", on_list=True)
    def board_view(self, request):
        """How all measures stand now, and what has changed since yesterday."""
        context = {
            **self.admin_site.each_context(request),
            "title": _("Board"),
            "opts": self.opts,
            "now": timezone.localtime(),
            "board": board(localdate()),
        }
        return TemplateResponse(request, "admin/tracking/measure/board.html", context)

    @guarded("tracking.add_progressreport")
    def report_view(self, request, measure):
        """Begin a report, or go on with the one that isn't finished."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            report = services.open_report(measure, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(self.address("change", measure.pk))
        return HttpResponseRedirect(
            reverse("admin:tracking_progressreport_change", args=[report.pk])
        )

    @guarded("tracking.change_measure")
    def indicator_view(self, request, measure, indicator_id=None):
        """One indicator, or a new one."""
        indicator = self._indicator(measure, indicator_id) if indicator_id else None
        step = request.POST.get("step", "save") if request.method == "POST" else ""
        typed = request.POST if step == "save" else None
        editing = IndicatorEditing(request, measure, indicator, typed)
        if step and self._act_on_indicator(request, editing, step):
            return HttpResponseRedirect(f"{self.address('change', measure.pk)}#indicators")
        title = str(indicator) if indicator else _("New indicator")
        return self._part(request, measure, editing, title, may_remove=bool(indicator))

    @guarded("tracking.add_progressreport")
    def observe_view(self, request, measure, indicator_id):
        """A further value of an indicator, by the department that reports."""
        indicator = self._indicator(measure, indicator_id)
        typed = request.POST if request.method == "POST" else None
        editing = ObservationEditing(request, measure, indicator, typed)
        if typed is not None and self.save(request, editing):
            return HttpResponseRedirect(f"{self.address('change', measure.pk)}#indicators")
        return self._part(request, measure, editing, str(indicator), may_remove=False)

    def _indicator(self, measure: Measure, indicator_id: int) -> Indicator:
        indicator = measure.indicators.filter(pk=indicator_id).first()
        if indicator is None:
            raise Http404
        return indicator

    def _part(self, request, measure, editing, title, *, may_remove):
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "measure": measure,
            "editing": editing,
            "may_remove": may_remove,
            "values": editing.indicator.observations.filter(replaced_at=None)
            if editing.indicator
            else (),
        }
        return TemplateResponse(request, "admin/tracking/measure/part.html", context)

    def _act_on_indicator(self, request, editing, step) -> bool:
        if step == "save":
            return self.save(request, editing) is not None
        if step != "delete" or editing.indicator is None:
            raise PermissionDenied
        try:
            services.remove_indicator(editing.indicator, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return False
        messages.success(request, _("“%(title)s” was saved.") % {"title": editing.measure})
        return True
