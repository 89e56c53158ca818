"""Programmes, for those who plan: list, one with its phases and measures, showing and hiding."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infocenter.admin.forms import Day
from policies.models import Policy
from portal.organisation.models import Department
from portal.organisation.scoped_admin import guarded
from portal.organisation.stepped_admin import Editing, SteppedAdmin
from portal.workflow import Refused
from tracking import services, sheets
from tracking.admin.texts import forms_of
from tracking.models import Phase, Programme, Standing

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DAYS = {"start": Day(), "due": Day()}


class ProgrammeForm(forms.ModelForm):
    """What is said of a programme, whatever the language."""

    class Meta:
        model = Programme
        fields = ("number", "department", "policy", "start", "due")
        widgets = DAYS

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        own = Department.objects.managed_by(user, "tracking.add_programme").active()
        policies = Policy.objects.visible_to(user).prefetch_related("translations")
        self.fields["department"].queryset = own  # type: ignore[attr-defined]
        self.fields["policy"].queryset = policies  # type: ignore[attr-defined]


class ProgrammeEditing(Editing):
    """A programme, or a new one."""

    def __init__(self, request, programme: Programme | None, typed=None):
        self.user, self.programme = request.user, programme
        seen = typed.get("version", "") if typed is not None else ""
        self.seen_version = int(seen) if seen.isdecimal() and len(seen) < 10 else None
        thing = Programme.objects.get(pk=programme.pk) if programme else Programme()
        self.description = ProgrammeForm(typed, instance=thing, user=request.user)
        self.texts = forms_of(thing, {"name": 1, "summary": 3}, typed)

    def save(self) -> Programme:
        """Keep what was changed. Raises Refused."""
        columns = {name: words for form in self.texts for name, words in form.columns().items()}
        if self.programme is None:
            values = self.description.cleaned_data
            return services.create_programme(by=self.user, **values, **columns)
        thing = self.description.instance
        for name, words in columns.items():
            setattr(thing, name, words)
        changed = [*self.description.changed_data]
        changed += [f"text:{form.language}" for form in self.texts if form.has_changed()]
        return services.save_programme(
            thing, by=self.user, changed=changed, seen_version=self.seen_version
        )


class SheetForm(forms.Form):
    """A spreadsheet."""

    file = forms.FileField(label=gettext_lazy("Spreadsheet (XLSX)"))


class PhaseForm(forms.ModelForm):
    """When a phase is."""

    class Meta:
        model = Phase
        fields = ("start", "due")
        widgets = DAYS


class PhaseEditing(Editing):
    """A phase, or a new one."""

    def __init__(self, request, programme: Programme, phase: Phase | None, typed=None):
        self.user, self.programme, self.phase = request.user, programme, phase
        thing = phase or Phase(programme=programme)
        self.description = PhaseForm(typed, instance=thing)
        self.texts = forms_of(thing, {"name": 1}, typed)

    def save(self) -> Programme:
        """Keep it. Raises Refused."""
        thing = self.description.instance
        for form in self.texts:
            for name, words in form.columns().items():
                setattr(thing, name, words)
        services.save_phase(thing, by=self.user)
        return self.programme


class HideForm(forms.Form):
    """Why it is hidden: for the history."""

    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea({"rows": 2}))


@dataclass(frozen=True)
class Step:
    """A step as a button says it."""

    name: str
    label: str | Promise

    def form(self, data=None) -> forms.Form | None:
        """What it needs to know; None if nothing."""
        return HideForm(data, prefix=self.name) if self.name == "hide" else None

    def take(self, programme: Programme, form, *, by, seen: int | None) -> None:
        """Do it by its service. Raises Refused."""
        if self.name == "publish":
            services.publish_programme(programme, by=by, seen_version=seen)
        else:
            reason = form.cleaned_data["reason"]
            services.hide_programme(programme, by=by, reason=reason, seen_version=seen)


PUBLISH = Step("publish", gettext_lazy("Show to residents"))
HIDE = Step("hide", gettext_lazy("Hide from residents"))


@admin.register(Programme)
class ProgrammeAdmin(SteppedAdmin):
    """The programmes of the own departments."""

    deciding = "tracking.publish_programme"
    views = {
        "import": ("import/", "import_view"),
        "export": ("<path:object_id>/export/", "export_view"),
        "add_phase": ("<path:object_id>/phases/add/", "phase_view"),
        "phase": ("<path:object_id>/phases/<int:phase_id>/", "phase_view"),
    }
    list_display = ("__str__", "place", "start", "due", "public_shown")
    list_select_related = ("department",)
    search_fields = ("number", "name_zh_hant", "name_pt", "name_en")
    search_help_text = gettext_lazy("Number, or words of the name in any language")

    def discard(self, request, obj):
        services.delete_programme(obj, by=request.user)

    def has_delete_permission(self, request, obj=None):
        never_public = obj is None or obj.published_at is None
        return never_public and super().has_delete_permission(request, obj)

    @admin.display(description=gettext_lazy("department"), ordering="department")
    def place(self, programme):
        return programme.department.code

    @admin.display(description=gettext_lazy("public"), ordering="is_public")
    def public_shown(self, programme):
        return _("Public") if programme.is_public else _("Not public")

    def editing(self, request, thing, typed):
        return ProgrammeEditing(request, thing, typed)

    def open_steps(self, user, thing):
        if not user.has_perm(self.deciding, thing):
            return {}
        step = HIDE if thing.is_public else PUBLISH
        return {step.name: step}

    def page(self, request, thing, editing, steps, failed):
        shown = Programme.objects.get(pk=thing.pk) if thing else None
        standings = Standing.objects.now().on(localdate()).filter(measure__programme=shown)
        context = {
            **self.admin_site.each_context(request),
            "title": str(shown) if shown else _("New programme"),
            "opts": self.opts,
            "programme": shown,
            "editing": editing,
            "may_change": not shown or self.has_change_permission(request, shown),
            "may_delete": shown and self.has_delete_permission(request, shown),
            "may_add": request.user.has_perm("tracking.add_measure"),
            "steps": steps,
            "failed": failed,
            "phases": shown.phases.all() if shown else (),
            "standings": standings.select_related("measure", "department").order_by(
                "measure__position"
            ),
        }
        return TemplateResponse(request, "admin/tracking/programme/change.html", context)

    change_list_template = "admin/tracking/programme/change_list.html"

    @guarded("tracking.view_programme")
    def export_view(self, request, programme):
        """The whole programme as a spreadsheet."""
        name = f"{slugify(programme.number) or 'programme'}.xlsx"
        return HttpResponse(
            sheets.write(programme),
            content_type=XLSX,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    @guarded("tracking.add_programme", on_list=True)
    def import_view(self, request):
        """Take a whole programme from a spreadsheet, or only try it: all of it or nothing."""
        form = SheetForm(request.POST or None, request.FILES or None)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Import a programme"),
            "opts": self.opts,
            "form": form,
            "sheets": sheets.SHEETS,
        }
        if request.method == "POST" and form.is_valid():
            is_trial = request.POST.get("step") == "try"
            try:
                with transaction.atomic():
                    programme, done = services.import_programme(
                        sheets.read(form.cleaned_data["file"].read()),
                        by=request.user,
                        departments=Department.objects.managed_by(
                            request.user, "tracking.add_measure"
                        ),
                        programmes=Programme.objects.managed_by(
                            request.user, "tracking.change_programme"
                        ),
                    )
                    transaction.set_rollback(is_trial)
            except sheets.Faulty as faulty:
                context["faults"] = faulty.faults
            else:
                if not is_trial:
                    messages.success(request, _("“%(title)s” was saved.") % {"title": programme})
                    return HttpResponseRedirect(self.address("change", programme.pk))
                context["done"], context["programme"] = sorted(done.items()), str(programme)
        return TemplateResponse(request, "admin/tracking/programme/import.html", context)

    @guarded("tracking.change_programme")
    def phase_view(self, request, programme, phase_id=None):
        """One phase, or a new one."""
        phase = programme.phases.filter(pk=phase_id).first() if phase_id else None
        if phase_id and phase is None:
            raise Http404
        step = request.POST.get("step", "save") if request.method == "POST" else ""
        typed = request.POST if step == "save" else None
        editing = PhaseEditing(request, programme, phase, typed)
        if step and self._act_on_phase(request, editing, step):
            return HttpResponseRedirect(f"{self.address('change', programme.pk)}#phases")
        context = {
            **self.admin_site.each_context(request),
            "title": str(phase) if phase else _("New phase"),
            "opts": self.opts,
            "programme": programme,
            "phase": phase,
            "editing": editing,
        }
        return TemplateResponse(request, "admin/tracking/programme/phase.html", context)

    def _act_on_phase(self, request, editing, step) -> bool:
        if step == "save":
            return self.save(request, editing) is not None
        if step != "delete" or editing.phase is None:
            raise PermissionDenied
        try:
            services.remove_phase(editing.phase, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return False
        messages.success(request, _("“%(title)s” was saved.") % {"title": editing.programme})
        return True
