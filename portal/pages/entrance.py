"""The address without a language leads to the home page in the reader's."""

from django.http import HttpResponseRedirect
from django.urls import get_script_prefix
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from portal.negotiation import preferred


@require_safe
def entrance(request):
    """Send the reader to the home page in the language that the browser asks for."""
    language = preferred(request.headers.get("Accept-Language", ""))
    response = HttpResponseRedirect(f"{get_script_prefix()}{language}/")
    patch_vary_headers(response, ("Accept-Language",))
    response["Cache-Control"] = "public, no-cache"
    return response
