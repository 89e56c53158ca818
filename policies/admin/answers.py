"""Answers for everybody: the rewrite, what looks personal in it, and publishing it."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies import services
from policies.forms.answers import PublishedAnswerForm
from policies.models import PublishedAnswer
from portal.organisation.scoped_admin import DepartmentScopedAdmin
from portal.workflow import Refused

PUBLISH = "policies.publish_publishedanswer"


@admin.register(PublishedAnswer)
class PublishedAnswerAdmin(DepartmentScopedAdmin):
    """Rewrites begin at the case; here they are written, published and withdrawn."""

    list_display = ("__str__", "status", "department", "published_at", "helpful", "unhelpful")
    list_filter = ("status", ("department", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("department",)
    search_fields = ("translations__question",)
    search_help_text = gettext_lazy("Words of the question in any language")

    def has_add_permission(self, request):
        return False  # an answer begins at its case

    def has_delete_permission(self, request, obj=None):
        return False  # it is withdrawn

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("translations")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The rewrite, with what looks personal in it."""
        answer = self.get_object(request, object_id)
        if answer is None:
            raise Http404
        if not self.has_view_permission(request, answer):
            raise PermissionDenied
        form = PublishedAnswerForm(answer, request.POST or None)
        if request.method == "POST":
            if not self.has_change_permission(request, answer):
                raise PermissionDenied
            if form.is_valid() and self._act(request, answer, form):
                return HttpResponseRedirect(
                    reverse("admin:policies_publishedanswer_change", args=[answer.pk])
                )
        context = {
            **self.admin_site.each_context(request),
            "title": str(answer),
            "opts": self.opts,
            "answer": answer,
            "form": form,
            "version": request.POST.get("version") or answer.version,
            "suspicions": services.suspicions(answer),
            "may_change": self.has_change_permission(request, answer),
            "may_publish": request.user.has_perm(PUBLISH, answer),
            "has_view_permission": True,
        }
        return TemplateResponse(request, "admin/policies/publishedanswer/change.html", context)

    def _act(self, request, answer, form) -> bool:
        """Save, and take the step of the button; what was saved stays if the step is refused."""
        step = request.POST.get("step", "save")
        seen = request.POST.get("version", "")
        if step != "save" and not request.user.has_perm(PUBLISH, answer):
            raise PermissionDenied
        try:
            services.save_answer(
                answer,
                by=request.user,
                texts=form.texts(),
                topic=form.cleaned_data["topic"],
                documents=form.cleaned_data["documents"],
                policies=form.cleaned_data["policies"],
                seen=int(seen) if seen.isdecimal() else None,
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
            return False
        try:
            if step == "publish":
                looked_at = form.cleaned_data["looked_at"]
                services.publish_answer(answer, by=request.user, looked_at=looked_at)
                messages.success(request, _("“%(title)s” is public now.") % {"title": answer})
            elif step == "withdraw":
                services.withdraw_answer(answer, by=request.user)
                messages.success(request, _("“%(title)s” was withdrawn.") % {"title": answer})
            else:
                messages.success(request, _("“%(title)s” was saved.") % {"title": answer})
        except Refused as refusal:
            messages.error(request, str(refusal))
        return True
