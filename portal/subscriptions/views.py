"""Subscribing without an account, a cookie or a script; and all that the links in mails lead to."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal import challenge
from portal.challenge import ChallengeFields
from portal.middleware import PERSONAL
from portal.notifications.services import available
from portal.origin import same_origin_only
from portal.subscriptions import kinds, services
from portal.subscriptions.forms import AddressForm, LanguageForm, SubscribeForm
from portal.subscriptions.kinds import Thing
from portal.subscriptions.passes import Purpose, issue, opened
from portal.subscriptions.states import Pace
from portal.throttling import allow, network_of

ASKED_AN_HOUR = 30  # of one network: a household's, or a school's
METHODS = ["GET", "HEAD", "POST"]


@same_origin_only
@require_http_methods(METHODS)
def new(request):
    """Subscribe to the thing that the address names; the answer is the same for any e-mail."""
    thing = kinds.asked(request.GET, get_language() or "")
    if thing is None or not available():
        raise Http404(_("There is nothing here to subscribe to."))
    form = SubscribeForm(request.POST or None)
    person = ChallengeFields(request.POST or None)
    if request.method == "POST" and _is_sent(request, form, person):
        said = form.cleaned_data
        services.ask(said["email"], thing, said["pace"], get_language() or "")
        return render(request, "subscriptions/asked.html", {"thing": thing})
    return _form(request, "subscriptions/new.html", form, person, thing=thing)


@same_origin_only
@require_http_methods(METHODS)
def home(request):
    """Have the link to one's subscriptions sent; the answer is the same for any e-mail."""
    if not available():
        raise Http404(_("There is nothing here to subscribe to."))
    form = AddressForm(request.POST or None)
    person = ChallengeFields(request.POST or None)
    if request.method == "POST" and _is_sent(request, form, person):
        services.send_link(form.cleaned_data["email"], get_language() or "")
        return render(request, "subscriptions/asked.html", {"thing": None})
    return _form(request, "subscriptions/home.html", form, person)


def _is_sent(request, form, person: ChallengeFields) -> bool:
    """Whether a person has filled it in, and her network not too often."""
    if not (form.is_valid() and person.is_valid()):
        return False
    if not allow("subscriptions.network", network_of(request), ASKED_AN_HOUR, 3600):
        form.add_error(None, _("This was done too often from your network. Try it in an hour."))
    elif person.verdict() != challenge.Verdict.PERSON:
        form.add_error(None, _("Please look at it once more, and send it again."))
    return not form.errors


def _form(request, template: str, form, person: ChallengeFields, thing: Thing | None = None):
    context = {"form": form, "person": person, "bits": challenge.BITS, "thing": thing}
    return render(request, template, context)


@same_origin_only
@require_http_methods(METHODS)
def confirm(request, token: str):
    """Say yes from one's mailbox. Programs that only look at links confirm nothing."""
    found = opened(Purpose.CONFIRM, token)
    if found is None or not found[1]:
        return _gone(request)
    subscriber, some = found
    if request.method == "POST":
        services.confirm(some)
    context = {
        "things": _named(some),
        "is_done": all(each.confirmed_at for each in some) or request.method == "POST",
        "manage": issue(Purpose.MANAGE, subscriber),
    }
    return render(request, "subscriptions/confirm.html", context)


@same_origin_only
@require_http_methods(METHODS)
def manage(request, token: str):
    """All subscriptions of an address: how often, in which language, and their end."""
    found = opened(Purpose.MANAGE, token)
    if found is None:
        return _gone(request)
    subscriber, _some = found
    done = _act(request, subscriber) if request.method == "POST" else ""
    rows = list(subscriber.subscriptions.confirmed())
    context = {
        "things": _named(rows),
        "paces": Pace.choices,
        "language": LanguageForm(initial={"language": subscriber.language}, label_suffix=""),
        "done": done,
    }
    return render(request, "subscriptions/manage.html", context)


def _act(request, subscriber) -> str:
    """Do what a button says; what is said of it."""
    action, asked = request.POST.get("action", ""), request.POST.get("subscription", "")
    rows = subscriber.subscriptions
    one = rows.filter(pk=int(asked)).first() if asked.isascii() and asked.isdigit() else None
    if action == "end-all":
        services.end(subscriber, rows.all())
        return _("All your subscriptions have ended, and your address is deleted.")
    if action == "language":
        form = LanguageForm(request.POST)
        if form.is_valid() and services.change_language(subscriber, form.cleaned_data["language"]):
            subscriber.language = form.cleaned_data["language"]
            return _("Your mails will be written in this language.")
    if action == "end" and one is not None:
        services.end(subscriber, [one])
        return _("This subscription has ended.")
    pace = request.POST.get("pace")
    if action == "pace" and one is not None and pace in Pace.values:
        return _("It was changed.") if services.change_pace(one, Pace(pace)) else ""
    return ""


@csrf_exempt
@require_http_methods(METHODS)
def end(request, token: str):
    """End what a mail came from, by the button of a mail program (RFC 8058) or of this page.

    The POST comes from anywhere, without a cookie: the link itself is the proof. Done again, it is
    done already. To look at the page ends nothing.
    """
    found = opened(Purpose.END, token)
    named: list = []
    if found is not None:
        subscriber, some = found
        named = _named(some)
        if request.method == "POST":
            services.end(subscriber, some)
    is_done = request.method == "POST" or not named
    context = {"things": named, "is_done": is_done, "manage": ""}
    if found is not None and not is_done:
        context["manage"] = issue(Purpose.MANAGE, found[0])
    response = render(request, "subscriptions/end.html", context)
    response.headers["Cache-Control"] = PERSONAL
    return response


def _named(rows) -> list[dict]:
    """Subscriptions with what they are to, for a page; what is gone has no address."""
    language = get_language() or ""
    found = []
    for each in rows:
        thing = kinds.thing(each.kind, each.key, language)
        kind = kinds.of(each.kind)
        found.append({"row": each, "thing": thing, "kind": kind.label if kind else ""})
    return found


def _gone(request):
    return render(request, "subscriptions/gone.html", status=404)
