"""Telling people who registered for an event what is the matter with it and with their place."""

from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime

from infocenter.models import Registration
from infocenter.outreach import secret_links
from infocenter.presentation import choose
from portal.labels import label
from portal.notifications.services import notify


def tell(registration: Registration, what: str) -> None:
    """Have the person told `what` happened: a name that `templates/emails/event.txt` knows."""
    email = registration.visitor().email
    if not email:
        return
    event, language = registration.event, registration.language
    versions = {each.language: each for each in event.translations.all()}
    shown = choose(language, versions)
    version = versions[shown.written]
    with translation.override(language):
        context = {
            "what": what,
            "title": shown.text(version.title),
            "place": shown.text(version.place),
            "starts": date_format(localtime(event.starts_at), "DATETIME_FORMAT"),
            "ends": date_format(localtime(event.ends_at), "DATETIME_FORMAT"),
            "reason": str(label(event, "reason", language)),
            "address": secret_links.address(registration, language),
        }
    notify("event", email, language, context, about=registration)
