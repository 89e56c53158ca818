"""The catalogue for machines, in three forms, and the way from its addresses to what one reads."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from infocenter import addresses, reading
from infocenter.interop import dcat, rdf
from infocenter.views.guards import of_public_document
from portal.context_processors import origin
from portal.negotiation import preferred, same_in_every_language

FORMS = {
    "ttl": ("text/turtle; charset=utf-8", rdf.turtle),
    "rdf": ("application/rdf+xml; charset=utf-8", rdf.rdf_xml),
    "jsonld": ("application/ld+json; charset=utf-8", rdf.json_ld),
}
_TYPES = {"text/turtle": "ttl", "application/rdf+xml": "rdf", "application/ld+json": "jsonld",
          "text/html": "", "application/xhtml+xml": ""}  # fmt: skip
LONGEST = 18  # digits


@require_safe
def catalog(request):
    """To the form that the reader asks for: people get the list of what can be queried."""
    form = _form(request)
    if form:
        return _elsewhere(reverse("machines:catalog-file", args=[form]))
    language = preferred(request.headers.get("Accept-Language", ""))
    return _elsewhere(addresses.page("infocenter:dataset-list", language))


@same_in_every_language
@require_safe
def catalog_file(request, form: str):
    """A page of the catalogue."""
    said = request.GET.get("after", "")
    number = said.isascii() and said.isdigit() and len(said) <= LONGEST
    return _written(dcat.catalogue(origin(request), form, int(said) if number else 0), form)


@require_safe
@of_public_document
def catalog_document(request, document_id: int):
    """To the data of a dataset, or to its page."""
    titles = reading.titles(document_id)
    if titles is None:
        return None
    form = _form(request)
    if form:
        return _elsewhere(reverse("machines:catalog-document-file", args=[document_id, form]))
    language = preferred(request.headers.get("Accept-Language", ""))
    return _elsewhere(addresses.document(document_id, language))


@same_in_every_language
@require_safe
@of_public_document
def catalog_document_file(request, document_id: int, form: str):
    """All that the catalogue says of one document."""
    found = dcat.document(document_id, origin(request))
    if found is None:
        if reading.titles(document_id) is not None:
            raise Http404("It has no files, so it is no dataset.")
        return None
    return _written(found, form)


def _form(request) -> str:
    """Which form the reader wants; empty for people."""
    return _TYPES.get(request.get_preferred_type(list(_TYPES)) or "text/turtle", "")


def _elsewhere(there: str) -> HttpResponse:
    response = HttpResponseRedirect(there)
    response.status_code = 303
    patch_vary_headers(response, ("Accept", "Accept-Language"))
    return response


def _written(triples, form: str) -> HttpResponse:
    content_type, write = FORMS[form]
    return HttpResponse(write(triples), content_type=content_type)
