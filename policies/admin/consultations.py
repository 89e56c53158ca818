"""Consultations, for editors and publishers: list, one with its questions, points and steps."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infocenter.admin.documents import PERSONAL
from policies import consultation_desk, consultation_warnings, services
from policies.admin.consultation_editing import ConsultationEditing, PointEditing, QuestionEditing
from policies.admin.consultation_steps import open_steps
from policies.models import Consultation, Response
from policies.response_export import table
from policies.services.consultations import is_settled
from policies.states.consultations import ResponseStatus, Stage
from policies.views.consultations import context_of
from portal import languages
from portal.accounts.confirming import asking_again
from portal.organisation.scoped_admin import guarded
from portal.organisation.stepped_admin import SteppedAdmin
from portal.workflow import Refused


class ThatWait(admin.SimpleListFilter):
    """Those that have closed, and wait for an answer."""

    title = gettext_lazy("what waits")
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return [("answer", _("Consultations to answer"))]

    def queryset(self, request, queryset):
        return consultation_desk.to_answer(queryset) if self.value() == "answer" else queryset


@admin.register(Consultation)
class ConsultationAdmin(SteppedAdmin):
    """The consultations of the own departments."""

    deciding = "policies.publish_consultation"
    views = {
        "preview": ("<path:object_id>/preview/", "preview_view"),
        "export": ("<path:object_id>/export/", "export_view"),
        "add_question": ("<path:object_id>/questions/add/", "question_view"),
        "question": ("<path:object_id>/questions/<int:part_id>/", "question_view"),
        "add_point": ("<path:object_id>/points/add/", "point_view"),
        "point": ("<path:object_id>/points/<int:part_id>/", "point_view"),
    }

    list_display = ("title_shown", "state", "closing", "place", "responses_shown")
    list_display_links = ("title_shown",)
    list_filter = (ThatWait, "status", "audience", ("department", admin.RelatedOnlyFieldListFilter))
    list_per_page = 50
    list_select_related = ("department",)
    search_fields = ("translations__title", "policy__number")
    search_help_text = gettext_lazy("Words of the title in any language")

    def get_queryset(self, request):
        counted = Count("responses", Q(responses__status=ResponseStatus.COUNTED))
        rows = super().get_queryset(request).prefetch_related("translations")
        return rows.annotate(counted=counted)

    def discard(self, request, obj):
        services.delete_consultation(obj, by=request.user)

    def has_delete_permission(self, request, obj=None):
        return (obj is None or not obj.is_public) and super().has_delete_permission(request, obj)

    @admin.display(description=gettext_lazy("consultation"))
    def title_shown(self, consultation):
        return str(consultation)

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def state(self, consultation):
        stage = consultation.stage()
        words = Stage(stage).label if stage else consultation.get_status_display()
        state = f"consultation-{stage or 'draft'}"
        return format_html('<span class="badge" data-state="{}">{}</span>', state, words)

    @admin.display(description=gettext_lazy("closes"), ordering="closes_at")
    def closing(self, consultation):
        return date_format(localtime(consultation.closes_at), "SHORT_DATETIME_FORMAT")

    @admin.display(description=gettext_lazy("department"), ordering="department")
    def place(self, consultation):
        return consultation.department.code

    @admin.display(description=gettext_lazy("responses"), ordering="counted")
    def responses_shown(self, consultation):
        return consultation.counted

    # --- One consultation ----------------------------------------------------------------------

    def editing(self, request, thing, typed):
        return ConsultationEditing(request, thing, typed)

    def open_steps(self, user, thing):
        return open_steps(user, thing)

    def page(self, request, thing, editing, steps, failed):
        rows = Consultation.objects.select_related("department", "policy")
        shown = rows.get(pk=thing.pk) if thing else None
        responses = Response.objects.filter(consultation=shown)
        stage = shown and shown.stage()
        context = {
            **self.admin_site.each_context(request),
            "title": str(shown) if shown else _("New consultation"),
            "opts": self.opts,
            "consultation": shown,
            "stage": stage or "draft",
            "stage_name": Stage(stage).label if stage else shown and shown.get_status_display(),
            "editing": editing,
            "may_change": not shown or self.has_change_permission(request, shown),
            "may_delete": shown and self.has_delete_permission(request, shown),
            "may_read": shown and request.user.has_perm("policies.view_response", shown),
            "settled": shown and is_settled(shown),
            "warnings": consultation_warnings.about(shown) if shown else (),
            "steps": steps,
            "failed": failed,
            "questions": shown.questions.prefetch_related("choices") if shown else (),
            "points": shown.points.all() if shown else (),
            "counted": responses.counted().count(),
            "waiting": responses.filter(status=ResponseStatus.QUARANTINE).count(),
        }
        return TemplateResponse(request, "admin/policies/consultation/change.html", context)

    # --- Pages beside it -----------------------------------------------------------------------

    @guarded("policies.view_consultation")
    def preview_view(self, request, consultation):
        """The page as residents see it, or would see it."""
        asked = request.GET.get("language", "")
        reader = asked if asked in languages.CODES else translation.get_language()
        language = reader if reader in languages.CODES else languages.CODES[0]
        with translation.override(language):
            context = {**context_of(consultation, language), "names": languages.LANGUAGES}
            html = render_to_string("admin/policies/consultation/preview.html", context, request)
        return HttpResponse(html, headers=PERSONAL)

    @guarded("policies.view_response")
    @asking_again
    def export_view(self, request, consultation):
        """All responses that count, whole, for analysis. It is noted who took them out."""
        services.look_at_all(consultation, by=request.user)
        response = HttpResponse(table(consultation), headers=PERSONAL)
        response["Content-Type"] = "text/csv; charset=utf-8"
        name = f"responses-{consultation.pk}-{timezone.localdate()}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    @guarded("policies.change_consultation")
    def question_view(self, request, consultation, part_id=None):
        """One question, or a new one."""
        return self._edit_part(request, QuestionEditing, consultation, part_id, "questions")

    @guarded("policies.change_consultation")
    def point_view(self, request, consultation, part_id=None):
        """One point of the answer, or a new one."""
        return self._edit_part(request, PointEditing, consultation, part_id, "points")

    def _edit_part(self, request, kind, consultation, part_id, anchor):
        rows = getattr(consultation, anchor)
        part = rows.filter(pk=part_id).first() if part_id else None
        if part_id and part is None:
            raise Http404
        step = request.POST.get("step", "save") if request.method == "POST" else ""
        editing = kind(request, consultation, part, request.POST if step == "save" else None)
        if step and self._act_on_part(request, editing, step):
            return HttpResponseRedirect(f"{self.address('change', consultation.pk)}#{anchor}")
        context = {
            **self.admin_site.each_context(request),
            "title": editing.title(),
            "opts": self.opts,
            "consultation": consultation,
            "editing": editing,
            "part": part,
        }
        return TemplateResponse(request, "admin/policies/consultation/part.html", context)

    def _act_on_part(self, request, editing, step) -> bool:
        if step == "save":
            return self.save(request, editing) is not None
        if editing.part is None or step not in ("delete", *editing.MOVES):
            raise PermissionDenied
        try:
            editing.act(step)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return False
        messages.success(request, _("“%(title)s” was saved.") % {"title": editing.consultation})
        return True
