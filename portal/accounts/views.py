"""The pages on which people sign in, and look after what they sign in with."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from portal import qr, throttling
from portal.accounts import confirming, passkeys, provider, services, sessions, signing_in
from portal.accounts.forms import AppForm, CodeForm, PasskeyForm, SignInForm
from portal.accounts.models import AuthenticatorApp
from portal.accounts.requirements import must_have_second_factor
from portal.context_processors import site_name
from portal.workflow import Refused

NEW_APP = "new_app"
AGAIN = "confirm_by_provider"  # where the person was, who proves it anew at the provider
PASSKEY_ATTEMPTS = 30  # of a network in a quarter of an hour


@dataclass(frozen=True)
class Owner:
    """Whose page it is; `comes_in` if they aren't signed in before something is set up."""

    user: User
    comes_in: bool


def of_owner(view: Callable) -> Callable:
    """For pages on which people look after their own account.

    Who has shown a password and has no second factor yet may set one up, and nothing else. Who is
    signed in shows again who they are before anything is changed.
    """

    @wraps(view)
    def guard(request):
        if request.user.is_authenticated and request.user.is_active and request.user.is_staff:
            only_looks = request.method != "POST" and view.__name__ == "account"
            again = None if only_looks else confirming.asked(request)
            return again or view(request, Owner(request.user, False))
        comer = signing_in.newcomer(request)
        if comer is None:
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        if services.has_second_factor(comer.user):
            return HttpResponseRedirect(reverse("admin:second_step"))
        return view(request, Owner(comer.user, True))

    cast(Any, guard).guarded_by = "the owner of the account"
    return never_cache(csrf_protect(guard))


def open_to_all(view: Callable) -> Callable:
    """For the steps of signing in."""
    cast(Any, view).guarded_by = "nothing: here people sign in"
    return never_cache(csrf_protect(sensitive_post_parameters()(view)))


# --- Signing in --------------------------------------------------------------------------------


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """By user name and password, by a passkey alone, or by the administration's provider."""
    if request.method in ("GET", "HEAD"):
        if signing_in.take_up(request):
            return HttpResponseRedirect(reverse("admin:second_step"))
        if admin.site.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
    form = SignInForm(request)
    if request.POST.get("answer"):
        passkey = _passkey_of(request)
        if passkey is not None:
            following = signing_in.address_after(request)
            signing_in.finish(request, passkey.user, way="passkey", proved_by="passkey")
            return HttpResponseRedirect(following)
        messages.error(request, _("This passkey isn't known here. Sign in with your password."))
    elif request.method == "POST":
        form = SignInForm(request, data=request.POST)
        if form.is_valid():
            following = signing_in.address_after(request)
            return HttpResponseRedirect(
                signing_in.begin(request, form.get_user(), following, way="password")
            )
    context = {
        "title": _("Sign in"),
        "form": form,
        "next": signing_in.address_after(request),
        "asked": passkeys.to_use(request) if passkeys.possible_at(request) else None,
        "provider": provider.name(),
    }
    return _page(request, "login", context, 429 if form.is_too_often else 200)


@open_to_all
def second_step(request: HttpRequest) -> HttpResponse:
    """After the password: a code, a passkey or a recovery code."""
    comer = signing_in.newcomer(request)
    if comer is None:
        return redirect_to_login(reverse("admin:index"), reverse("admin:login"))
    user = comer.user
    if not services.has_second_factor(user):
        return HttpResponseRedirect(reverse("admin:account"))
    form, proved_by = CodeForm(request=request, person=user), ""
    if request.POST.get("answer"):
        if passkeys.used(request, request.POST["answer"], user):
            proved_by = "passkey"
        else:
            messages.error(request, _("The passkey didn't fit. Try again, or use a code."))
    elif request.method == "POST":
        form = CodeForm(request.POST, request=request, person=user)
        proved_by = form.way if form.is_valid() else ""
    if proved_by:
        signing_in.finish(request, user, way=comer.way, proved_by=proved_by)
        return HttpResponseRedirect(comer.next)
    has_keys = user.passkeys.exists() and passkeys.possible_at(request)
    context = {
        "title": _("Show that it is you"),
        "form": form,
        "has_app": AuthenticatorApp.objects.filter(user=user).exists(),
        "asked": passkeys.to_use(request, user) if has_keys else None,
    }
    return _page(request, "accounts/second_step", context)


def _passkey_of(request: HttpRequest):
    """The passkey that signs in by itself: of somebody who may come in, and not tried too often."""
    network = throttling.network_of(request)
    if not throttling.allow("passkey sign-in", network, PASSKEY_ATTEMPTS, 900):
        return None
    passkey = passkeys.used(request, request.POST["answer"])
    if passkey is None or not (passkey.user.is_active and passkey.user.is_staff):
        return None
    throttling.give_back("passkey sign-in", network)
    return passkey


# --- The administration's own provider ---------------------------------------------------------


@open_to_all
@require_safe
def provider_start(request: HttpRequest) -> HttpResponse:
    """To the provider. Who is signed in goes there to prove anew who they are."""
    if not provider.name():
        raise Http404
    again = request.user.is_authenticated
    following = signing_in.address_after(request)
    try:
        response = provider.leave_for(request, again=again)
    except provider.Unknown:
        messages.error(request, _("The sign-in of your administration doesn't answer now."))
        return HttpResponseRedirect(following if again else reverse("admin:login"))
    request.session[AGAIN] = following
    return response


@open_to_all
@require_safe
def provider_return(request: HttpRequest) -> HttpResponse:
    """Back from the provider."""
    if not provider.name():
        raise Http404
    following = request.session.pop(AGAIN, reverse("admin:index"))
    try:
        claims = provider.claims_of(request)
        user = provider.person_of(claims)
    except provider.Unknown:
        messages.error(
            request,
            _(
                "You were not signed in: your administration's sign-in names no account that "
                "this portal knows. Ask an administrator of the portal."
            ),
        )
        return HttpResponseRedirect(reverse("admin:login"))
    if request.user.is_authenticated:
        if request.user.pk == user.pk and provider.is_fresh(claims):
            sessions.freshen(request)
        return HttpResponseRedirect(following)
    proof = provider.second_factor_of(claims)
    following = signing_in.begin(request, user, following, way="provider", proved_by=proof)
    return HttpResponseRedirect(following)


# --- The own account ---------------------------------------------------------------------------


@of_owner
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, owner: Owner) -> HttpResponse:
    """What the person signs in with, and where they are signed in."""
    user = owner.user
    if request.method == "POST" and not owner.comes_in:
        shown = _change(request, user)
        return shown or HttpResponseRedirect(reverse("admin:account"))
    context = {
        "title": _("Signing in"),
        "owner": owner,
        "must": must_have_second_factor(user),
        "app": AuthenticatorApp.objects.filter(user=user).first(),
        "passkeys": user.passkeys.all(),
        "passkeys_possible": passkeys.possible_at(request),
        "codes_left": user.recovery_codes.count(),
        "sessions": [] if owner.comes_in else sessions.of(user),
        "this_session": request.session.session_key,
    }
    return _page(request, "accounts/account", context)


def _change(request: HttpRequest, user) -> HttpResponse | None:
    """One of the buttons of the page; the page with new recovery codes, if they are asked for."""
    step, number = _step(request.POST)
    if step == "end":
        sessions.end(user, by=user, some=[number])
    elif step == "end-others":
        sessions.end(user, by=user, keep=request.session.session_key)
    elif step == "codes":
        return _codes(
            request, services.renew_recovery_codes(user, by=user), reverse("admin:account")
        )
    elif step in ("remove-app", "remove-passkey") and _is_last(user):
        messages.error(
            request, _("It is your only second factor, and your role needs one. Add another first.")
        )
    elif step == "remove-app":
        services.remove_app(user, by=user)
    elif step == "remove-passkey":
        for passkey in user.passkeys.filter(pk=number):
            services.remove_passkey(passkey, by=user)
    return None


def _step(posted) -> tuple[str, int]:
    """(what, of which number) of a button such as `end:12`."""
    step, _colon, number = posted.get("step", "").partition(":")
    return step, int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0


def _is_last(user) -> bool:
    count = user.passkeys.count() + AuthenticatorApp.objects.filter(user=user).count()
    return count < 2 and must_have_second_factor(user)


@of_owner
@require_http_methods(["GET", "HEAD", "POST"])
def add_app(request: HttpRequest, owner: Owner) -> HttpResponse:
    """An app for one-time codes: its secret as picture and text, and its first code."""
    secret = request.session.get(NEW_APP) or services.new_secret()
    request.session[NEW_APP] = secret
    form = AppForm(request.POST if "code" in request.POST else None)
    if form.is_valid():
        if services.keep_app(owner.user, secret, form.cleaned_data["code"], by=owner.user):
            del request.session[NEW_APP]
            return _added(request, owner, "app")
        form.add_error("code", _("This isn't the code of now. Is the clock of the device right?"))
    address = services.app_address(owner.user, secret, site_name(get_language() or ""))
    context = {
        "title": _("Add an app for codes"),
        "form": form,
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "address": address,
        "picture": qr.square(address, 4),  # what it says stands beside it in words
    }
    return _page(request, "accounts/app", context)


@of_owner
@require_http_methods(["GET", "HEAD", "POST"])
def add_passkey(request: HttpRequest, owner: Owner) -> HttpResponse:
    """A passkey: made by the browser, which asks for finger, face or PIN."""
    if not passkeys.possible_at(request):
        raise Http404
    form = PasskeyForm(request.POST if "answer" in request.POST else None)
    if form.is_valid():
        answer, name = form.cleaned_data["answer"], form.cleaned_data["name"]
        try:
            if passkeys.made(request, owner.user, answer, name, by=owner.user):
                return _added(request, owner, "passkey")
            messages.error(request, _("No passkey was made. Try again."))
        except Refused as refusal:
            messages.error(request, str(refusal))
    site = site_name(get_language() or "")
    context = {
        "title": _("Add a passkey"),
        "form": form,
        "asked": passkeys.to_make(request, owner.user, site),
    }
    return _page(request, "accounts/passkey", context)


def _added(request: HttpRequest, owner: Owner, proof: str) -> HttpResponse:
    """Something is set up: who was about to come in is in. The first time there are codes, too."""
    user, following = owner.user, reverse("admin:account")
    codes = [] if user.recovery_codes.exists() else services.renew_recovery_codes(user, by=user)
    if owner.comes_in:
        comer = signing_in.newcomer(request)
        if comer is None:  # it took too long
            return redirect_to_login(reverse("admin:index"), reverse("admin:login"))
        following = comer.next
        signing_in.finish(request, user, way=comer.way, proved_by=proof)
    else:
        request.session[sessions.PROVED_BY] = proof
    return _codes(request, codes, following) if codes else HttpResponseRedirect(following)


def _codes(request: HttpRequest, codes: list[str], following: str) -> HttpResponse:
    context = {"title": _("Recovery codes"), "codes": codes, "following": following}
    return _page(request, "accounts/recovery_codes", context)


def _page(request: HttpRequest, name: str, more: dict, status: int = 200) -> HttpResponse:
    request.current_app = admin.site.name
    context = {**admin.site.each_context(request), **more}
    return TemplateResponse(request, f"admin/{name}.html", context, status=status)
