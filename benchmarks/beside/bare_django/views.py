"""Lean views: `values()`, keyset pages, one query more for what a row has several of."""

from django.conf import settings
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from benchmarks.beside.bare_django.models import Document, File, Matter, Words

_PAGE = settings.CONSTANT_PAGE.read_bytes() if settings.CONSTANT_PAGE.exists() else b"<p>No page."
_ROW = ["id", "title", "teaser", "day", "type", "department", "reference", "language"]


def constant(request):
    """The bytes of one page of the portal."""
    return HttpResponse(_PAGE)


def document_list(request):
    """Twenty documents before the one with the id `after`, newest first."""
    documents = Document.objects.order_by("-id")
    if "after" in request.GET:
        documents = documents.filter(pk__lt=int(request.GET["after"]))
    rows = list(documents.values(*_ROW)[:20])
    formats = {}
    files = File.objects.filter(document__in=[row["id"] for row in rows])
    for document, kind in files.values_list("document", "format").distinct():
        formats.setdefault(document, []).append(kind)
    for row in rows:
        row["formats"] = formats.get(row["id"], ())
    context = {"rows": rows, "total": Document.objects.count(), "last": rows[-1]["id"]}
    return render(request, "document_list.html", context)


def document_detail(request, document_id):
    """One document with its files."""
    document = Document.objects.filter(pk=document_id).values().first()
    if document is None:
        raise Http404
    files = list(File.objects.filter(document=document_id).values())
    return render(request, "document_detail.html", {"document": document, "files": files})


def download(request, file_id):
    """A file, sent by Django."""
    row = File.objects.filter(pk=file_id).values("sha256", "name", "media_type").first()
    if row is None:
        raise Http404
    sha256 = row["sha256"]
    return FileResponse(
        (settings.FILES_ROOT / sha256[:2] / sha256[2:4] / sha256).open("rb"),
        as_attachment=True,
        filename=row["name"],
        content_type=row["media_type"],
    )


@csrf_exempt
def two_rows(request):
    """The least that taking something in costs: two rows in one transaction, and a short page."""
    said = request.POST
    with transaction.atomic():
        matter = Matter.objects.create(number=said["submission"][:20], subject=said["subject"])
        Words.objects.create(matter=matter, text=said["text"])
    return HttpResponse(f"<p>Number {matter.number}")
