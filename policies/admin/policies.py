"""Policies, for editors and publishers: list, one policy with its articles and steps, preview."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infocenter.admin.documents import PERSONAL
from policies import services
from policies.admin.policy_editing import ArticleEditing, PolicyEditing
from policies.admin.policy_steps import open_steps
from policies.models import Article, Policy
from policies.views.policies import context_of
from portal import languages
from portal.organisation.scoped_admin import DepartmentScopedAdmin, guarded
from portal.workflow import Refused


@admin.register(Policy)
class PolicyAdmin(DepartmentScopedAdmin):
    """The policies of the own departments."""

    list_display = ("title_shown", "state", "public_shown", "place", "versions", "last_change")
    list_display_links = ("title_shown",)
    list_filter = ("status", "is_public", ("department", admin.RelatedOnlyFieldListFilter))
    list_per_page = 50
    list_select_related = ("department",)
    search_fields = ("number", "translations__title")
    search_help_text = gettext_lazy("Number, or words of the title in any language")
    ordering = ("-updated_at", "-id")

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("translations")

    def get_urls(self):
        own = [
            ("<path:object_id>/preview/", self.preview_view, "preview"),
            ("<path:object_id>/articles/add/", self.add_article_view, "add_article"),
            ("<path:object_id>/articles/<int:article_id>/", self.article_view, "article"),
        ]
        return [
            *(
                path(route, self.admin_site.admin_view(view), name=f"policies_policy_{name}")
                for route, view, name in own
            ),
            *super().get_urls(),
        ]

    def discard(self, request, obj):
        services.delete_policy(obj, by=request.user)

    def has_delete_permission(self, request, obj=None):
        never_public = obj is None or obj.published_at is None
        return never_public and super().has_delete_permission(request, obj)

    @admin.display(description=gettext_lazy("policy"))
    def title_shown(self, policy):
        return format_html('{} <span class="quiet">{}</span>', str(policy), policy.number)

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def state(self, policy):
        return format_html(
            '<span class="badge" data-state="{}">{}</span>',
            policy.status,
            policy.get_status_display(),
        )

    @admin.display(description=gettext_lazy("public"), ordering="is_public")
    def public_shown(self, policy):
        return _("Public") if policy.is_public else _("Not public")

    @admin.display(description=gettext_lazy("department"), ordering="department")
    def place(self, policy):
        return policy.department.code

    @admin.display(description=gettext_lazy("languages"))
    def versions(self, policy):
        written = {each.language for each in policy.translations.all()}
        return " ".join(languages.bcp47(code) for code in languages.CODES if code in written)

    @admin.display(description=gettext_lazy("last change"), ordering="updated_at")
    def last_change(self, policy):
        return date_format(localtime(policy.updated_at), "SHORT_DATE_FORMAT")

    # --- One policy ----------------------------------------------------------------------------

    def add_view(self, request, form_url="", extra_context=None):
        """A new policy."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return self._edit(request, None)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The policy, its articles, and the steps that are open for this person now."""
        policy = self.get_object(request, object_id)
        if policy is None:
            raise Http404
        if not self.has_view_permission(request, policy):
            raise PermissionDenied
        return self._edit(request, policy)

    def _edit(self, request, policy):
        may_change = policy is None or self.has_change_permission(request, policy)
        steps = open_steps(request.user, policy) if policy else {}
        forms = {name: step.form() for name, step in steps.items()}
        name = request.POST.get("step", "") if request.method == "POST" else None
        editing = PolicyEditing(request, policy, request.POST if name == "save" else None)
        if not may_change:
            editing.lock()
        if name == "save":
            if not may_change:
                raise PermissionDenied
            saved = self._save(request, editing)
            if saved:
                return HttpResponseRedirect(_address("change", saved.pk))
        elif name is not None:
            if policy is None or not request.user.has_perm("policies.publish_policy", policy):
                raise PermissionDenied
            if name not in steps:
                messages.error(request, _("This can't be done now: the policy has moved on."))
            else:
                forms[name] = steps[name].form(request.POST)
                if self._take(request, policy, steps[name], forms[name]):
                    return HttpResponseRedirect(_address("change", policy.pk))
        return self._page(request, policy, editing, [(steps[n], forms[n]) for n in steps], name)

    def _save(self, request, editing):
        """Keep what was typed; None shows the form again."""
        if not editing.is_valid():
            messages.error(request, _("Nothing was saved yet: see the marked fields."))
            return None
        try:
            saved = editing.save()
        except Refused as refusal:
            messages.error(request, str(refusal))
            return None
        messages.success(request, _("“%(title)s” was saved.") % {"title": saved})
        return saved

    def _take(self, request, policy, step, form) -> bool:
        """Take a step; whether it was taken."""
        if form is not None and not form.is_valid():
            messages.error(request, _("Nothing was done yet: see the marked fields."))
            return False
        seen = request.POST.get("version", "")
        try:
            step.take(policy, form, by=request.user, seen=int(seen) if seen.isdecimal() else None)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return False
        messages.success(request, _("Done: %(step)s.") % {"step": step.label})
        return True

    def _page(self, request, policy, editing, steps, failed):
        shown = Policy.objects.select_related("department").get(pk=policy.pk) if policy else None
        context = {
            **self.admin_site.each_context(request),
            "title": str(shown) if shown else _("New policy"),
            "opts": self.opts,
            "policy": shown,
            "editing": editing,
            "may_change": not shown or self.has_change_permission(request, shown),
            "may_delete": shown and self.has_delete_permission(request, shown),
            "steps": steps,
            "failed": failed,
            "articles": shown.articles.prefetch_related("translations") if shown else (),
        }
        return TemplateResponse(request, "admin/policies/policy/change.html", context)

    # --- Pages beside it -----------------------------------------------------------------------

    @guarded("policies.view_policy")
    def preview_view(self, request, policy):
        """The page as residents see it, or would see it."""
        asked = request.GET.get("language", "")
        reader = asked if asked in languages.CODES else translation.get_language()
        language = reader if reader in languages.CODES else languages.CODES[0]
        with translation.override(language):
            shown = Policy.objects.as_of(localdate()).get(pk=policy.pk)
            context = {**context_of(shown, language), "names": languages.LANGUAGES}
            html = render_to_string("admin/policies/policy/preview.html", context, request)
        return HttpResponse(html, headers=PERSONAL)

    @guarded("policies.change_policy")
    def add_article_view(self, request, policy):
        """A further article."""
        return self._edit_article(request, policy, None)

    @guarded("policies.change_policy")
    def article_view(self, request, policy, article_id):
        """One article: its words, its dates, its end."""
        article = Article.objects.filter(policy=policy, pk=article_id).first()
        if article is None:
            raise Http404
        return self._edit_article(request, policy, article)

    def _edit_article(self, request, policy, article):
        step = request.POST.get("step", "save") if request.method == "POST" else ""
        editing = ArticleEditing(request, policy, article, request.POST if step == "save" else None)
        if step and self._act_on_article(request, editing, step):
            return HttpResponseRedirect(f"{_address('change', policy.pk)}#articles")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Article %(number)s") % {"number": article} if article else _("New article"),
            "opts": self.opts,
            "policy": policy,
            "article": article,
            "editing": editing,
        }
        return TemplateResponse(request, "admin/policies/policy/article.html", context)

    def _act_on_article(self, request, editing, step) -> bool:
        """Save, repeal or throw away; whether it was done."""
        article = editing.article
        try:
            if step == "repeal" and article:
                services.repeal_article(article, by=request.user)
            elif step == "delete" and article:
                services.delete_article(article, by=request.user)
            elif step == "save":
                return self._save(request, editing) is not None
            else:
                raise PermissionDenied
        except Refused as refusal:
            messages.error(request, str(refusal))
            return False
        messages.success(request, _("“%(title)s” was saved.") % {"title": editing.policy})
        return True


def _address(page: str, policy_id: int) -> str:
    return reverse(f"admin:policies_policy_{page}", args=[policy_id])
