"""What a reader's browser asks for, and answers that don't mind."""

from functools import wraps

from django.conf import settings
from django.utils.translation.trans_real import parse_accept_lang_header

from portal import languages


def same_in_every_language(view):
    """Mark what is found there as the same whatever languages a reader prefers: it can be kept."""

    @wraps(view)
    def marked(*args, **kwargs):
        response = view(*args, **kwargs)
        response.same_in_every_language = response.status_code == 200
        return response

    return marked


def preferred(accepts: str) -> str:
    """The best of our languages for an `Accept-Language`; the main one if it names none of them."""
    for tag, _weight in parse_accept_lang_header(accepts.lower()):
        found = languages.from_tag(tag)
        if found:
            return found
    return settings.LANGUAGE_CODE
