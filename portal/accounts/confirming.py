"""Before a dangerous act a person shows again that it is them, unless that is not long ago.

It is asked in place: the page comes with what was typed in hidden fields and goes to the same
address, so that nothing is lost and nobody is led elsewhere. The same is asked at any page of
whoever was away for long (portal/accounts/middleware.py).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from portal.accounts import passkeys, provider, services, sessions
from portal.accounts.forms import CodeForm, PasswordForm
from portal.accounts.models import AuthenticatorApp

OURS = "confirm"  # what the names of our own fields begin with
ASK_FOR_ALL_TO_SEE = "get"


def _always(request: HttpRequest) -> bool:
    return True


def asking_again(view: Callable | None = None, *, when: Callable[[HttpRequest], bool] = _always):
    """For a page of a ModelAdmin that does something dangerous, or does so `when` that is asked."""

    def decorate(view):
        @wraps(view)
        def guard(self, request, *args, **kwargs):
            again = asked(request) if when(request) else None
            return again or view(self, request, *args, **kwargs)

        cast(Any, guard).asks_again = True
        return guard

    return decorate(view) if view else decorate


def is_posted(request: HttpRequest) -> bool:
    """Where looking is harmless, and pressing a button isn't."""
    return request.method == "POST"


def asked(request: HttpRequest) -> HttpResponse | None:
    """The page that asks; None if the person has proved who they are, now or not long ago."""
    if sessions.is_fresh(request):
        return None
    user = request.user
    if not isinstance(user, User) and not user.is_authenticated:
        return None  # whoever guards the page turns strangers away
    form, failed = _form(request, user), ""
    if OURS in request.POST:
        if _is_proven(request, user, form):
            sessions.freshen(request)
            again = request.POST[OURS] == ASK_FOR_ALL_TO_SEE
            return HttpResponseRedirect(request.get_full_path()) if again else None
        failed = _("It was not possible to tell that it is you.")
    return _page(request, user, form, failed)


def _form(request: HttpRequest, user):
    """The code of an app or a recovery code; the password where there is no second factor."""
    data = request.POST if OURS in request.POST and not request.POST.get("confirm-answer") else None
    if AuthenticatorApp.objects.filter(user=user).exists() or user.recovery_codes.exists():
        return CodeForm(data, request=request, person=user, prefix=OURS)
    if user.has_usable_password() and not user.passkeys.exists():
        return PasswordForm(data, request=request, person=user, prefix=OURS)
    return None


def _is_proven(request: HttpRequest, user, form) -> bool:
    answer = request.POST.get("confirm-answer", "")
    if answer:
        return passkeys.used(request, answer, user) is not None
    return form is not None and form.is_valid()


def _page(request: HttpRequest, user, form, failed: str) -> HttpResponse:
    has_keys = user.passkeys.exists() and passkeys.possible_at(request)
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if not name.startswith((f"{OURS}-", "csrf")) and name != OURS
        for value in values
    ]
    kept = request.POST.get(OURS) or ("post" if request.method == "POST" else ASK_FOR_ALL_TO_SEE)
    context = {
        **admin.site.each_context(request),
        "title": _("Show that it is you"),
        "form": form,
        "failed": failed,
        "kept": kept,
        "was_away": sessions.is_idle(request),
        "typed": typed,
        "asked": passkeys.to_use(request, user) if has_keys else None,
        "provider": provider.name() if not services.has_second_factor(user) else "",
        "lost_files": bool(request.FILES),
    }
    response = TemplateResponse(request, "admin/accounts/confirm.html", context)
    add_never_cache_headers(response)
    return response
