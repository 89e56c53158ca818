"""Registering for an event without an account, and the secret page of a registration."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from infocenter import services
from infocenter.forms import VisitorForm
from infocenter.models import Event, Registration, Visitor
from infocenter.outreach import detail, indexing, secret_links
from infocenter.outreach.states import RegistrationStatus, Stage
from portal import challenge
from portal.challenge import ChallengeFields
from portal.origin import same_origin_only
from portal.throttling import allow, network_of
from portal.workflow import Refused

HOUR = 3600
REGISTRATIONS_AN_HOUR = 60  # of one network: a school's, too
DOUBTFUL_AN_HOUR = 3  # of one network, if it seems to be no person
MAILS_A_DAY = 5  # to one address about one event: nobody's mailbox is filled from here


@same_origin_only
@require_http_methods(["GET", "HEAD", "POST"])
def event_register(request, event_id: int):
    """Say who comes. A mail then asks whether it is meant: nothing is taken before that."""
    event = get_object_or_404(Event.objects.public(), pk=event_id)
    if request.method != "POST":
        if not services.takes_registrations(event):
            return redirect(indexing.address(event, get_language() or ""))
        return _form(request, event, VisitorForm(), ChallengeFields())
    form, person = VisitorForm(request.POST), ChallengeFields(request.POST)
    if not (form.is_valid() and person.is_valid()):
        return _form(request, event, form, person)
    said = form.cleaned_data
    try:
        if not _may_mail(request, event, said["email"], person):
            raise Refused(_("Too many registrations came from here. Try again later."))
        visitor = Visitor(said["name"], said["email"])
        services.register_visitor(event, visitor, get_language() or "")
    except Refused as refusal:
        return _form(request, event, form, person, problems=[str(refusal)])
    context = {**_about(event), "page_title": _("Look into your mail"), "email": said["email"]}
    return render(request, "infocenter/registration_sent.html", context)


def _may_mail(request, event: Event, email: str, person: ChallengeFields) -> bool:
    doubtful = person.verdict() != challenge.Verdict.PERSON
    limit = DOUBTFUL_AN_HOUR if doubtful else REGISTRATIONS_AN_HOUR
    scope = "event.doubtful" if doubtful else "event.register"
    return bool(
        allow(scope, network_of(request), limit, HOUR)
        and allow("event.mail", secret_links.mark_of(event.pk, email), MAILS_A_DAY, 24 * HOUR)
    )


def _about(event: Event) -> dict:
    about = detail.described(event, get_language() or "")
    return {**about, "section": "news", "back": indexing.address(event, get_language() or "")}


def _form(request, event, form, person, problems=()) -> HttpResponse:
    context = {
        **_about(event),
        "form": form,
        "person": person,
        "bits": challenge.BITS,
        "problems": problems,
    }
    return render(request, "infocenter/event_register.html", context)


@same_origin_only
@require_http_methods(["GET", "HEAD", "POST"])
def registration(request, registration_id: int, secret: str):
    """What a secret link shows: how the registration stands; confirm it, or cancel it.

    Following the link changes nothing: programs that look into mails follow links, too.
    """
    found = secret_links.find(registration_id, secret)
    if found is None:
        raise Http404(_("There is no such registration."))
    problems = []
    try:
        if request.POST.get("step") == "confirm":
            services.confirm_registration(found)
        elif request.POST.get("step") == "cancel":
            services.cancel_registration(found)
    except Refused as refusal:
        problems.append(str(refusal))
    return _show(request, found, problems)


def _show(request, found: Registration, problems: list[str]) -> HttpResponse:
    about = _about(found.event)
    waiting = found.status == RegistrationStatus.WAITING
    ahead = found.event.registrations.waiting().filter(turn__lt=found.turn or 0)
    context = {
        **about,
        "page_title": _("Your registration"),
        "registration": found,
        "is_ahead": about["stage"] == Stage.COMING and found.event.is_shown(),
        "place_in_line": ahead.count() + 1 if waiting else 0,
        "problems": problems,
        "address": secret_links.address(found, get_language() or ""),
    }
    response = render(request, "infocenter/registration.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
