"""What a reader's browser asks for."""

from django.conf import settings
from django.utils.translation.trans_real import parse_accept_lang_header

from portal import languages


def preferred(accepts: str) -> str:
    """The best of our languages for an `Accept-Language`; the main one if it names none of them."""
    for tag, _weight in parse_accept_lang_header(accepts.lower()):
        found = languages.from_tag(tag)
        if found:
            return found
    return settings.LANGUAGE_CODE
