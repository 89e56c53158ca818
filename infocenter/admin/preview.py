"""The unpublished page, for staff: the working copy in the public frame, never indexed or kept."""

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from infocenter import markdown
from infocenter.states import DocumentType, Licence
from portal import languages
from portal.organisation.models import Department

LONGEST = 500_000  # characters of a body that a preview renders
HEADERS = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}


def of_saved(request, document) -> HttpResponse:
    """The working copy as it is saved."""
    texts = {
        each.language: {"title": each.title, "summary": each.summary, "body": each.body}
        for each in document.translations.all()
    }
    files = [
        (each.name, each.file.size) for each in document.kept_attachments().defer("file__text")
    ]
    described = {**document.description(), "topics": document.topics.all()}
    return _page(request, document, described, texts, files)


def of_typed(request, editing) -> HttpResponse:
    """What is in the form, saved or not."""
    texts = {form.language: form.texts() for form in editing.texts if form.texts()}
    values = editing.description.cleaned_data
    described = {**values, "department_id": values["department"].pk}
    files = [
        (form.cleaned_data["name"], form.instance.file.size)
        for form in editing.files
        if not form.cleaned_data["remove"]
    ]
    files += [(each.name, each.file.size) for each in editing.arrived if not each.instead_of]
    return _page(request, editing.document, described, texts, files)


def _page(request, document, described, texts, files) -> HttpResponse:
    asked = request.GET.get("language", "")
    reader = asked if asked in languages.CODES else translation.get_language()
    code = languages.best(reader if reader in languages.CODES else languages.CODES[0], texts)
    version = texts.get(code, {"title": "", "summary": "", "body": ""})
    with translation.override(code or reader):
        context = {
            "page_title": version["title"],
            "section": "documents",
            "document": document,
            "version": version,
            "body": markdown.render(version["body"][:LONGEST]),
            "lang": languages.bcp47(code) if code else "",
            "versions": [
                (each, languages.NAMES[each]) for each in languages.CODES if each in texts
            ],
            "code": code,
            "is_saved": request.method == "GET",
            "described": described,
            "type": DocumentType(described["type"]).label,
            "licence": Licence(described["licence"]).label,
            "department": Department.objects.get(pk=described["department_id"]),
            "files": files,
        }
        html = render_to_string("admin/infocenter/document/preview.html", context, request)
    return HttpResponse(html, headers=HEADERS)
