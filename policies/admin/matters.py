"""The register: where all matters are and by when, for whoever oversees. No words, no people."""

from django import forms
from django.contrib import admin
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies import desk, services
from policies.admin.case_filters import Answered, Rated, Received, RegisterPiles
from policies.admin.cases import Queue, badge
from policies.models import Case, Matter
from policies.services.clock import deadline_of
from policies.states.cases import CASE_TRANSITIONS, OPEN, CaseStatus
from portal.organisation.models import Department
from portal.organisation.stepped_admin import Editing, SteppedAdmin
from portal.workflow import may_follow

OVERRULE = "policies.change_matter"


class RouteForm(forms.Form):
    """Where it goes instead, and why."""

    department = forms.ModelChoiceField(Department.objects.none(), label=gettext_lazy("Department"))
    reason = forms.CharField(
        label=gettext_lazy("Reason, which the resident reads"),
        widget=forms.Textarea({"rows": 3}),
        max_length=4000,
    )

    def __init__(self, data=None):
        super().__init__(data)
        self.fields["department"].queryset = Department.objects.active()  # type: ignore[attr-defined]


class Overrule:
    """The one step that there is."""

    name, label = "overrule", gettext_lazy("Send it to another department")

    def form(self, data=None) -> RouteForm:
        """What it needs to know."""
        return RouteForm(data)

    def take(self, matter: Matter, form: RouteForm, *, by, seen: int | None) -> None:
        """Do it by its service. Raises Refused."""
        case = Case.objects.get(pk=matter.pk)
        services.overrule_route(case, by=by, seen=seen, **form.cleaned_data)


class NoEditing(Editing):
    """Nothing of it is edited."""

    forms = ()


@admin.register(Matter)
class MatterAdmin(SteppedAdmin):
    """All cases, without what was said in them."""

    deciding = OVERRULE
    saving = ()
    list_display = ("number", "kind", "state", "place", "left", "received", "rating")
    list_filter = (
        RegisterPiles, "status", "kind", ("department", admin.RelatedOnlyFieldListFilter),
        Received, Answered, Rated,
    )  # fmt: skip
    list_per_page = 50
    list_select_related = ("department",)
    search_fields = ("number",)
    ordering = ("received_at",)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        rows = super().get_queryset(request).prefetch_related("pauses")
        return rows.defer("person", "subject")

    def get_changelist(self, request, **kwargs):
        return Queue

    @admin.display(description=gettext_lazy("state"), ordering="status")
    def state(self, matter):
        return badge(matter)

    @admin.display(description=gettext_lazy("department"), ordering="department")
    def place(self, matter):
        return matter.department.code if matter.department else "-"

    @admin.display(description=gettext_lazy("received"), ordering="received_at")
    def received(self, matter):
        return date_format(localtime(matter.received_at), "SHORT_DATE_FORMAT")

    @admin.display(description=gettext_lazy("time left"), ordering="received_at")
    def left(self, matter):
        if matter.status not in OPEN:
            return "-"
        late = matter.due.is_overdue(timezone.localdate())
        return format_html(
            '<span class="{}">{}</span>', "late" if late else "", desk.left(matter.due)
        )

    def editing(self, request, thing, typed):
        return NoEditing()

    def open_steps(self, user, thing):
        moves = may_follow(CASE_TRANSITIONS, thing.status)
        can_go = thing.status == CaseStatus.RECEIVED or "transfer" in moves
        return {"overrule": Overrule()} if can_go and user.has_perm(OVERRULE, thing) else {}

    def page(self, request, thing, editing, steps, failed):
        matter = Matter.objects.select_related("department", "topic").get(pk=thing.pk)
        due = deadline_of(matter)
        facts = [
            (_("Kind"), matter.get_kind_display()),
            (_("Department"), matter.department or _("Nobody")),
            (_("Topic"), matter.topic),
            (_("Received"), _day(matter.received_at)),
            (_("Time left"), desk.left(due) if matter.is_open else ""),
            (_("Answered"), _day(matter.answered_at)),
            (_("Rating"), matter.rating),
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": matter.number,
            "opts": self.opts,
            "matter": matter,
            "badge": badge(matter),
            "facts": [(term, value) for term, value in facts if value],
            "steps": steps,
            "failed": failed,
            "has_view_permission": True,
        }
        return TemplateResponse(request, "admin/policies/matter/change.html", context)


def _day(at) -> str:
    return date_format(localtime(at), "SHORT_DATE_FORMAT") if at else ""
