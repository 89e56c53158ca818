"""The staff's site: Django's own admin, with our words, our look and what waits for the person."""

from typing import Any, cast

from django.contrib import admin
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from portal import desk, languages


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
        return [path("language/", choose, name="set_language"), *super().get_urls()]

    def index(self, request, extra_context=None):
        """What waits for the person, and what the person can begin."""
        context = {
            "waiting": desk.piles(request.user),
            "may_write": request.user.has_perm("infocenter.add_document"),
            "may_take_in": request.user.has_perm("policies.add_case"),
            **(extra_context or {}),
        }
        return super().index(request, context)
