"""The door for harvesters."""

from django.http import HttpResponse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from infocenter.interop.oai import answer
from portal.context_processors import origin
from portal.negotiation import same_in_every_language


@same_in_every_language
@csrf_exempt  # the protocol asks for POST too, which changes nothing
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request):
    """An answer to one of the six verbs."""
    query = request.POST if request.method == "POST" else request.GET
    with override("en"):
        content = answer(query, origin(request), request.path)
    return HttpResponse(content, content_type="text/xml; charset=utf-8")
