"""The map of the site for search engines, in parts by document number: cheap at any size."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db.models import F, Max
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from infocenter import addresses, filters, labels, listing
from infocenter.datasets import published
from infocenter.models import Edition, EditionDataset, EditionTranslation
from infocenter.presentation import gathered
from portal import languages
from portal.context_processors import origin
from portal.negotiation import same_in_every_language

DOCUMENTS = 500  # of one part, each in up to four languages: well below the limit of 50,000
PAGES = 12_000  # of one part of other pages, likewise
STANDING = ("about", "accessibility", "privacy", "terms", "contact")

Addresses = dict[str, str]  # of one page, by language
Page = tuple[Addresses, datetime | None]  # with the moment of its last change, if that is known
_others: list[Callable[[], Iterable[Addresses | Page]]] = []


def register(pages: Callable[[], Iterable[Addresses | Page]]) -> None:
    """Put further pages on the map. Call this in `ready` of an app."""
    _others.append(pages)


@same_in_every_language
@require_safe
def index(request):
    """The list of the parts that have documents: numbers may have wide gaps."""
    part = (F("document_id") - 1) / DOCUMENTS + 1
    found = Edition.objects.current().order_by().annotate(part=part).values("part")
    changed = found.annotate(at=Max("published_at")).order_by("part")
    last = max(1, -(-len(_pages()) // PAGES))
    parts = [
        (reverse("machines:sitemap-pages"), ""),
        *((reverse("machines:sitemap-more", args=[part]), "") for part in range(2, last + 1)),
        *(
            (reverse("machines:sitemap-documents", args=[part]), _written(at))
            for part, at in changed.values_list("part", "at")
        ),
    ]
    return _xml("infocenter/sitemap_index.xml", origin=origin(request), parts=parts)


@same_in_every_language
@require_safe
def standing(request, part: int = 1):
    """All pages but those of documents: lists, departments, standing pages, those of other apps."""
    pages = _pages()[(part - 1) * PAGES : part * PAGES]
    if not pages:
        raise Http404
    return _urlset(request, pages)


def _pages() -> list[Page]:
    names = [
        "pages:home",
        "infocenter:document-list",
        "infocenter:feed",
        "infocenter:dataset-list",
        "infocenter:correction-list",
        "organisation:department-list",
    ]
    names += [f"pages:{name}" for name in STANDING]
    pages: list[Addresses | Page] = [
        {code: addresses.page(name, code) for code in languages.CODES} for name in names
    ]
    used = listing.counts(filters.NOTHING).facets["department"]
    for pk, department in labels.departments("en").items():
        if pk in used:
            pages.append({code: _department(department.key, code) for code in languages.CODES})
    pages += dataset_pages()
    pages += [page for each in _others for page in each()]
    return [each if isinstance(each, tuple) else (each, None) for each in pages]


@same_in_every_language
@require_safe
def documents(request, part: int):
    """The documents of one part, each in the languages in which it can be read."""
    first = (part - 1) * DOCUMENTS
    rows = EditionTranslation.objects.filter(
        edition__is_current=True,
        edition__document__gt=first,
        edition__document__lte=first + DOCUMENTS,
    ).values_list("edition__document_id", "language", "edition__published_at")
    if not rows:
        raise Http404
    pages = []
    for document_id, versions in sorted(gathered(rows, lambda r: r[0], lambda r: r[1:]).items()):
        written = {code for code, _at in versions}
        if "zh-hant" in written:
            written.add("zh-hans")
        pages.append(
            (
                {c: addresses.document(document_id, c) for c in languages.CODES if c in written},
                versions[0][1],
            )
        )
    return _urlset(request, pages)


@same_in_every_language
@require_safe
def robots(request):
    """What crawlers may read: all that is public, but not every mixture of filters."""
    lines = ["User-agent: *", "Disallow: /admin/"]
    for code in languages.CODES:
        lines.append(f"Disallow: {addresses.page('infocenter:search', code)}?")
        lines.append(f"Disallow: {addresses.documents(code)}?")
        lines.append(f"Allow: {addresses.documents(code)}?after=")
        lines.append(f"Disallow: {addresses.page('infocenter:dataset-list', code)}*?")
        lines.append(f"Disallow: {addresses.page('infocenter:dataset-list', code)}*/rows")
    lines.append(f"Disallow: {reverse('machines:oai')}")
    for name in ("ckan-action", "ckan-action-latest"):
        lines.append(f"Disallow: {reverse(f'machines:{name}', args=['x'])[:-1]}")
    lines.append(f"Sitemap: {origin(request)}{reverse('machines:sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def dataset_pages() -> list[Page]:
    """Each dataset in the languages in which its document can be read."""
    rows = EditionDataset.objects.public().order_by("dataset")
    written = rows.values_list(
        "dataset", "edition__translations__language", "edition__published_at"
    )
    pages: list[Page] = []
    for pk, versions in gathered(written, lambda r: r[0], lambda r: r[1:]).items():
        codes = {code for code, _at in versions}
        readable = {*codes, "zh-hans"} if "zh-hant" in codes else codes
        there = {c: published.address(pk, c) for c in languages.CODES if c in readable}
        pages.append((there, versions[0][1]))
    return pages


def _department(code: str, language: str) -> str:
    with override(language):
        return reverse("organisation:department-detail", args=[code])


def _written(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""


def _urlset(request, pages: Iterable[Page]):
    shown = [
        {
            "at": _written(at),
            "versions": [(languages.bcp47(code), address) for code, address in versions.items()],
        }
        for versions, at in pages
    ]
    return _xml("infocenter/sitemap.xml", origin=origin(request), pages=shown)


def _xml(template: str, **context):
    return HttpResponse(
        render_to_string(template, context), content_type="application/xml; charset=utf-8"
    )
