"""The address without a language leads to the home page in the reader's."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import get_script_prefix
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe

from portal import languages


@require_safe
def entrance(request):
    """Send the reader to the home page in the language that the browser asks for."""
    language = preferred(request.headers.get("Accept-Language", ""))
    response = HttpResponseRedirect(f"{get_script_prefix()}{language}/")
    patch_vary_headers(response, ("Accept-Language",))
    response["Cache-Control"] = "public, no-cache"
    return response


def preferred(accepts: str) -> str:
    """The best of our languages for an `Accept-Language`; the main one if it names none of them."""
    for tag, _weight in parse_accept_lang_header(accepts.lower()):
        found = languages.from_tag(tag)
        if found:
            return found
    return settings.LANGUAGE_CODE
