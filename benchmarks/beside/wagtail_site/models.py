"""Pages as Wagtail's tutorial makes them: an index with a paginator, a page with files."""

from django.core.paginator import Paginator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index


class DocumentIndexPage(Page):
    """All documents, newest first."""

    subpage_types = ["wagtail_site.DocumentPage"]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        pages = (
            DocumentPage.objects.child_of(self)
            .live()
            .order_by("-day", "-id")
            .prefetch_related("files__document")
        )
        context["documents"] = Paginator(pages, 20).get_page(request.GET.get("page"))
        return context


class DocumentPage(Page):
    """A document in its first language."""

    type = models.CharField(max_length=20)
    department = models.CharField(max_length=12)
    topics = models.CharField(max_length=200)
    reference = models.CharField(max_length=60)
    day = models.DateField(db_index=True)
    language = models.CharField(max_length=10)
    summary = models.TextField()
    teaser = models.CharField(max_length=300)
    body = RichTextField()

    search_fields = [
        *Page.search_fields,
        index.SearchField("reference"),
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("type"),
        index.FilterField("department"),
        index.FilterField("day"),
    ]


class DocumentPageFile(Orderable):
    """A file of a document."""

    page = ParentalKey(DocumentPage, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey("wagtaildocs.Document", on_delete=models.CASCADE, related_name="+")
    format = models.CharField(max_length=20)
