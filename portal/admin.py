"""The staff's site: Django's own admin, with our words, our look and what waits for the person."""

from typing import Any, cast

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from portal import desk, languages
from portal.accounts import services as accounts
from portal.accounts import sessions, views
from portal.organisation.rules import departments_where
from portal.oversight import panels, visits


def choose_summary(request):
    """Whether the person gets the weekly summary. Everybody decides for themselves."""
    visits.choose_summary(request.user, wanted=request.POST.get("wanted") == "yes")
    return HttpResponseRedirect(reverse("admin:index"))


class PortalAdminSite(admin.AdminSite):
    """Its first page shows what waits for the person who has signed in."""

    site_header = _("Farol: work of the departments")
    site_title = _("Farol")
    index_title = _("What waits for you")
    enable_nav_sidebar = True

    def each_context(self, request):
        """Admin's own context, with the choice of languages."""
        return {
            **super().each_context(request),
            "admin_languages": languages.LANGUAGES,
            "admin_language": get_language(),
            "lang": languages.bcp47(get_language() or "zh-hant"),
        }

    def get_urls(self):
        choose = require_POST(set_language)
        cast(Any, choose).guarded_by = "nothing: anybody may choose a language"
        return [
            path("language/", choose, name="set_language"),
            path("summary/", self.admin_view(require_POST(choose_summary)), name="summary"),
            path("login/second/", views.second_step, name="second_step"),
            path("login/provider/", views.provider_start, name="provider_start"),
            path("login/provider/return/", views.provider_return, name="provider_return"),
            path("account/", views.account, name="account"),
            path("account/app/", views.add_app, name="account_app"),
            path("account/passkey/", views.add_passkey, name="account_passkey"),
            *super().get_urls(),
        ]

    def login(self, request, extra_context=None):
        """Our own steps of signing in."""
        return views.sign_in(request)

    def password_change(self, request, extra_context=None):
        """Django's own page; elsewhere the person is signed out, and history tells of it."""
        before = request.user.password
        response = super().password_change(request, extra_context)
        if request.user.password != before and response.status_code == 302:
            sessions.note(request, request.user)  # Django gave the session another key
            accounts.note_own_password(request.user, keep=request.session.session_key)
        return response

    def index(self, request, extra_context=None):
        """How everything stands, what waits for the person, and what the person can begin."""
        user = request.user
        visit = visits.look(user, get_language() or "")
        waiting, figures = desk.piles(user), panels.panels(user, visit.since)
        context = {
            "visit": visit,
            "waiting": waiting,
            "waits": [each for each in waiting if each.count],
            "rests": [each for each in waiting if not each.count],
            "panels": figures,
            "changes": [e for each in figures for e in each.changes if e.count],
            "overview_first": departments_where(user, "organisation.view_department") is None,
            "may_write": request.user.has_perm("infocenter.add_document"),
            "may_take_in": request.user.has_perm("policies.add_case"),
            **(extra_context or {}),
        }
        return super().index(request, context)
