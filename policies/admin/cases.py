"""Cases, for officers: the queue, one case with all that can be done, and taking one in."""

from datetime import timedelta
from uuid import uuid4

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from policies import desk, receipts, services
from policies.admin.case_filters import Answered, Piles, Rated, Received
from policies.case_steps import STEPS, Typed, open_steps
from policies.forms.intake import IntakeForm
from policies.models import CannedAnswer, Case, Correction
from policies.services import case_files
from policies.services.clock import deadline_of
from policies.services.deadlines import current_rules
from policies.states.cases import OPEN, CaseStatus
from policies.things import address_of, thing_of, words_of
from portal import labels
from portal.files import serving
from portal.history.models import Event
from portal.organisation.models import Department
from portal.organisation.scoped_admin import DepartmentScopedAdmin, guarded
from portal.workflow import Refused

LOOKED_AT = timedelta(minutes=15)  # ago: whoever looked since may still be at work


class Queue(ChangeList):
    """A page of the list; each case knows by when it is due, by rules that are read once."""

    def get_results(self, request):
        super().get_results(request)
        rules = current_rules()
        for case in self.result_list:
            case.due = deadline_of(case, rules)


@admin.register(Case)
class CaseAdmin(DepartmentScopedAdmin):
    """The cases of the own departments. What is said in them is shown to handlers only."""

    list_display = ("subject_shown", "kind", "state", "place", "officer", "left")
    list_display_links = ("subject_shown",)
    list_filter = (
        Piles, "status", "kind", ("department", admin.RelatedOnlyFieldListFilter),
        "channel", Received, Answered, Rated,
    )  # fmt: skip
    list_per_page = 50
    list_select_related = ("department", "officer")
    search_fields = ("number",)
    search_help_text = gettext_lazy("Number, with or without its hyphens")
    ordering = ("received_at",)

    def has_delete_permission(self, request, obj=None):
        return False  # retention and residents delete what is said, never the case

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("pauses")

    def get_changelist(self, request, **kwargs):
        return Queue

    def get_search_results(self, request, queryset, search_term):
        """A number is found however it is typed."""
        number = receipts.read_number(search_term) or search_term
        return super().get_search_results(request, queryset, number)

    def get_urls(self):
        view = self.admin_site.admin_view(self.file_view)
        route = "<path:object_id>/files/<int:file_id>/"
        return [path(route, view, name="policies_case_file"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        """The list says what cases are about: to see it is a look at all that are on the page."""
        page = super().changelist_view(request, extra_context)
        shown = getattr(page, "context_data", None) or {}
        if "cl" in shown:
            services.look_through(shown["cl"].result_list, by=request.user)
        return page

    @admin.display(description=gettext_lazy("case"))
    def subject_shown(self, case):
        return format_html('{}<br><span class="quiet">{}</span>', case.words(), case.number)

    @admin.display(description=gettext_lazy("state"), ordering="status")
    def state(self, case):
        return badge(case)

    @admin.display(description=gettext_lazy("department"), ordering="department")
    def place(self, case):
        return case.department.code if case.department else "-"

    @admin.display(description=gettext_lazy("time left"), ordering="received_at")
    def left(self, case):
        if case.status not in OPEN:
            return "-"
        late = case.due.is_overdue(timezone.localdate())
        return format_html(
            '<span class="{}">{}</span>', "late" if late else "", desk.left(case.due)
        )

    # --- One case ------------------------------------------------------------------------------

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The case, with the steps that are open for this person now."""
        case = self.get_object(request, object_id)
        if case is None:
            raise Http404
        if not self.has_view_permission(request, case):
            raise PermissionDenied
        failed, typed = "", _typed(request)
        if request.method == "POST":
            failed = request.POST.get("step", "")
            if request.POST.get("insert"):
                failed = "draft"
                typed.words["answer"] = _with_ready_made(request, case, typed["answer"])
            elif self._take(request, case, failed, typed):
                return HttpResponseRedirect(self._where_next(request, case))
        return self._page(request, case, failed, typed)

    def _take(self, request, case, name: str, typed: Typed) -> bool:
        """Take the step of the button; whether it was taken."""
        step = STEPS.get(name)
        if step is None or not request.user.has_perm(step.permission, case):
            raise PermissionDenied
        try:
            with transaction.atomic():
                step.act(case, request.user, typed)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return False
        messages.success(request, _("Done: %(step)s.") % {"step": step.label})
        return True

    def _where_next(self, request, case) -> str:
        """The case, if it is still one that this person sees; else the queue."""
        still = self.get_queryset(request).filter(pk=case.pk).exists()
        return _address(case) if still else reverse("admin:policies_case_changelist")

    def _page(self, request, case, failed, typed):
        case = Case.objects.select_related("department", "officer", "topic").get(pk=case.pk)
        others = _who_else_looks(case, request.user)
        services.look_at(case, by=request.user)
        steps = open_steps(request.user, case)
        draft = getattr(case, "draft", None)
        due = deadline_of(case)
        context = {
            **self.admin_site.each_context(request),
            "title": case.words() or case.number,
            "opts": self.opts,
            "case": case,
            "badge": badge(case),
            "person": case.resident(),
            **_about(case),
            "correction": Correction.objects.filter(case=case).first(),
            "deadline": due,
            "left": desk.left(due) if case.is_open else "",
            "is_late": case.is_open and due.is_overdue(timezone.localdate()),
            "said": case.messages.select_related("author").prefetch_related("files"),
            "others": others,
            "steps": steps,
            "failed": failed,
            "typed": typed.words,
            "draft": draft,
            "returned": typed["reason-return"],
            "answer": typed["answer"]
            or (draft.words() if draft else services.suggested_answer(case)),
            "waiting": case_files.waiting_of(case),
            "departments": Department.objects.active(),
            "officers": _officers(case),
            "ready_made": _ready_made(case),
            "has_view_permission": True,
        }
        return TemplateResponse(request, "admin/policies/case/change.html", context)

    @guarded("policies.view_case")
    def file_view(self, request, case, file_id):
        """A file of the case. This is a look at it, too."""
        file = case.files.filter(pk=file_id).first()
        if file is None:
            raise Http404
        services.look_at(case, by=request.user)
        return serving.serve_sealed(file.place, file.name())

    # --- Taken in at a counter or by telephone --------------------------------------------------

    def add_view(self, request, form_url="", extra_context=None):
        """Write a matter down for somebody; its receipt is the answer, as it is for residents."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = IntakeForm(request.POST or None, initial={"submission": uuid4()})
        context = {
            **self.admin_site.each_context(request),
            "title": _("Take in a matter"),
            "opts": self.opts,
            "form": form,
            "has_view_permission": True,
        }
        if request.method == "POST" and form.is_valid():
            receipt = services.file_case(form.filing(), by=request.user)
            context |= {"receipt": receipt, "case": receipt.case, "deadline": receipt.deadline}
            context["may_see"] = request.user.has_perm("policies.view_case", receipt.case)
            page = TemplateResponse(request, "admin/policies/case/receipt.html", context)
            page["Cache-Control"] = "private, no-store"
            return page
        return TemplateResponse(request, "admin/policies/case/add.html", context)


def _address(case: Case) -> str:
    return reverse("admin:policies_case_change", args=[case.pk])


def badge(case: Case) -> str:
    """Its state, as lists show it."""
    looks = {
        CaseStatus.ANSWERED: "published",
        CaseStatus.CLOSED: "published",
        CaseStatus.DECLINED: "withdrawn",
        CaseStatus.WITHDRAWN: "withdrawn",
        CaseStatus.RECEIVED: "draft",
    }
    return format_html(
        '<span class="badge" data-state="{}">{}</span>',
        looks.get(CaseStatus(case.status), "in_review"),
        case.get_status_display(),
    )


def _typed(request) -> Typed:
    seen = request.POST.get("version", "")
    return Typed(
        request.POST.dict(),
        request.FILES.getlist("files"),
        int(seen) if seen.isdecimal() else None,
    )


def _who_else_looks(case: Case, user) -> str:
    """A sentence about who else has opened the case just now; empty if nobody has."""
    looks = Event.objects.about(case).filter(verb="case.seen", at__gte=timezone.now() - LOOKED_AT)
    names = sorted({str(each.actor) for each in looks.exclude(actor=user).select_related("actor")})
    if not names:
        return ""
    return ngettext(
        "%(names)s has opened this case in the last minutes, too.",
        "%(names)s have opened this case in the last minutes, too.",
        len(names),
    ) % {"names": ", ".join(names)}


def _about(case: Case) -> dict:
    """The public thing that the case is about, and where in it, as the page shows them."""
    thing = thing_of(f"{case.about_kind}:{case.about_id}") if case.about_kind else None
    if thing is None:
        return {"about": None}
    place = case.about_place
    return {
        "about": thing,
        "about_place": words_of(thing, place) if place else "",
        "about_address": address_of(thing, place, case.language),
    }


def _officers(case: Case):
    """Who handles cases of the department."""
    permission = Permission.objects.filter(
        codename="change_case", content_type__app_label="policies"
    )
    people = get_user_model().objects.filter(
        is_active=True,
        memberships__department=case.department,
        memberships__role__permissions__in=permission,
    )
    return people.distinct().order_by("username")


def _ready_made(case: Case):
    """The ready-made answers that fit, each in the resident's language."""
    fitting = CannedAnswer.objects.filter(department=case.department, kind__in=["", case.kind])
    return [(each.pk, each.title) for each in fitting]


def _with_ready_made(request, case: Case, answer: str) -> str:
    """What was typed, with the chosen ready-made words at its end."""
    key = request.POST.get("ready_made", "")
    fitting = CannedAnswer.objects.filter(department=case.department)
    chosen = fitting.filter(pk=int(key)).first() if key.isdecimal() else None
    if chosen is None:
        return answer
    words = labels.label(chosen, "text", case.language)
    return f"{answer.rstrip()}\n\n{words}".strip()
