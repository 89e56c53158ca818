"""Policies, for editors and publishers: list, one policy with its articles and steps, preview."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
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
from portal.organisation.scoped_admin import guarded
from portal.organisation.stepped_admin import SteppedAdmin
from portal.workflow import Refused


@admin.register(Policy)
class PolicyAdmin(SteppedAdmin):
    """The policies of the own departments."""

    deciding = "policies.publish_policy"
    views = {
        "preview": ("<path:object_id>/preview/", "preview_view"),
        "add_article": ("<path:object_id>/articles/add/", "add_article_view"),
        "article": ("<path:object_id>/articles/<int:article_id>/", "article_view"),
    }

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

    def editing(self, request, thing, typed):
        return PolicyEditing(request, thing, typed)

    def open_steps(self, user, thing):
        return open_steps(user, thing)

    def page(self, request, thing, editing, steps, failed):
        rows = Policy.objects.select_related("department")
        shown = rows.get(pk=thing.pk) if thing else None
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
            return HttpResponseRedirect(f"{self.address('change', policy.pk)}#articles")
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
                return self.save(request, editing) is not None
            else:
                raise PermissionDenied
        except Refused as refusal:
            messages.error(request, str(refusal))
            return False
        messages.success(request, _("“%(title)s” was saved.") % {"title": editing.policy})
        return True
