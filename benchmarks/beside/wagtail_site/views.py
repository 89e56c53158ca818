"""The search view of the project template, with twenty results and the fields of a document."""

from django.core.paginator import Paginator
from django.template.response import TemplateResponse

from benchmarks.beside.wagtail_site.models import DocumentPage


def search(request):
    query = request.GET.get("query", "")
    found = DocumentPage.objects.live().search(query) if query else DocumentPage.objects.none()
    results = Paginator(found, 20).get_page(request.GET.get("page"))
    context = {"search_query": query, "search_results": results}
    return TemplateResponse(request, "wagtail_site/search.html", context)
