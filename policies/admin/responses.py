"""Responses to consultations, for those who may read them: let count, reject, publish masked."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infocenter.admin.forms import Lines
from policies import services
from policies.models import Response
from policies.services.published_responses import masked, proposed
from policies.states.consultations import QuestionKind, ResponseStatus
from portal import languages
from portal.organisation.scoped_admin import DepartmentScopedAdmin
from portal.workflow import Refused


class PublishForm(forms.Form):
    """A masked name, and the words of each reply as everybody may read them."""

    name = forms.CharField(label=gettext_lazy("Name, masked"), required=False, max_length=200)

    def __init__(self, response: Response, data=None):
        super().__init__(data)
        person = response.respondent()
        self.initial["name"] = response.published_name or masked(person)
        self.texts = {}
        for reply in response.replies.select_related("question"):
            if reply.question.kind == QuestionKind.TEXT:
                field = Lines(label=str(reply.question), required=False)
                field.widget.attrs |= {"rows": 4, "lang": languages.bcp47(response.language)}
                field.initial = reply.published or proposed(reply.words(), person)
                self.fields[f"reply-{reply.pk}"] = field
                self.texts[reply.pk] = f"reply-{reply.pk}"

    def words(self) -> dict[int, str]:
        """What is published, by reply."""
        return {pk: self.cleaned_data[name] for pk, name in self.texts.items()}


@admin.register(Response)
class ResponseAdmin(DepartmentScopedAdmin):
    """The responses to the own departments' consultations."""

    department_field = "consultation__department"
    list_display = ("number", "consultation", "state", "sent_at", "may_publish", "is_published")
    list_display_links = ("number",)
    list_filter = ("status", "may_publish")
    list_select_related = ("consultation",)
    search_fields = ("number",)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("consultation__translations")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("state"), ordering="status")
    def state(self, response):
        return response.get_status_display()

    @admin.display(description=gettext_lazy("published"), boolean=True)
    def is_published(self, response):
        return response.published_at is not None

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """What it says, and what can be done with it. Every look is noted."""
        response = self.get_object(request, object_id)
        if response is None:
            raise Http404
        if not self.has_view_permission(request, response):
            raise PermissionDenied
        step = request.POST.get("step", "") if request.method == "POST" else ""
        form = PublishForm(response, request.POST if step == "publish" else None)
        if request.method == "POST":
            if not self.has_change_permission(request, response):
                raise PermissionDenied
            if self._act(request, response, step, form):
                return HttpResponseRedirect(
                    reverse("admin:policies_response_change", args=[response.pk])
                )
        services.look_at_response(response, by=request.user)
        rows = Response.objects.filter(consultation=response.consultation_id, mark=response.mark)
        waits = response.status == ResponseStatus.QUARANTINE
        may_be_published = (
            response.status == ResponseStatus.COUNTED
            and response.may_publish
            and response.consultation.is_closed()
        )
        context = {
            **self.admin_site.each_context(request),
            "title": _("Response %(number)s") % {"number": response},
            "opts": self.opts,
            "response": response,
            "person": response.respondent(),
            "replies": response.replies.select_related("question", "choice"),
            "alike": rows.exclude(pk=response.pk).count() if response.mark else 0,
            "may_change": self.has_change_permission(request, response),
            "waits": waits,
            "may_be_published": may_be_published,
            "has_steps": waits or may_be_published or response.published_at,
            "form": form,
        }
        return TemplateResponse(request, "admin/policies/response/change.html", context)

    def _act(self, request, response, step, form) -> bool:
        seen = request.POST.get("version", "")
        told = {"by": request.user, "seen_version": int(seen) if seen.isdecimal() else None}
        try:
            if step in ("release", "reject"):
                services.decide_response(response, step, **told)
            elif step == "publish" and form.is_valid():
                name = form.cleaned_data["name"]
                services.publish_response(response, name=name, words=form.words(), **told)
            elif step == "hide":
                reason = request.POST.get("reason", "")
                services.hide_response(response, reason=reason, **told)
            else:
                messages.error(request, _("Nothing was done yet: see the marked fields."))
                return False
        except Refused as refusal:
            messages.error(request, str(refusal))
            return False
        messages.success(request, _("Done."))
        return True
