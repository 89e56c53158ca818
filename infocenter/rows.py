"""Rows of lists: rendered once per edition and language, then kept."""

from collections.abc import Iterable

from django.urls import get_script_prefix
from django.utils.safestring import SafeString

from infocenter import addresses, labels
from infocenter.models import EditionFile, EditionTranslation
from infocenter.presentation import choose, gathered
from infocenter.states import Format
from portal.pagecache import fragments
from portal.pagecache.outlines import fill
from portal.prepared import Prepared

TEMPLATE = "infocenter/partials/document_row.html"

_editions = Prepared(
    lambda editions: (
        EditionTranslation.objects.filter(edition__in=editions)
        .order_by()
        .values_list(
            "edition_id",
            "language",
            "title",
            "teaser",
            "edition__document_id",
            "edition__date",
            "edition__type",
            "edition__number",
            "edition__department_id",
            "edition__is_superseded",
        )
    )
)
_formats = Prepared(
    lambda editions: (
        EditionFile.objects.filter(edition__in=editions)
        .order_by()
        .distinct()
        .values_list("edition_id", "format")
    )
)


def document_rows(
    editions: Iterable[tuple[int, bool]], language: str, level: int = 2
) -> list[SafeString]:
    """Rows of (id, is_superseded) of editions; `level` is that of their headings.

    An edition never changes, but for being superseded: so its row can be kept.
    """
    return fragments.rows(
        f"document-h{level}",
        [(pk, 2 * pk + superseded) for pk, superseded in editions],
        language,
        lambda ids: _made(ids, language, level),
    )


def _made(ids: list[int], language: str, level: int) -> dict[int, SafeString]:
    site = {"language": language, "prefix": get_script_prefix()}
    return {
        pk: fill(TEMPLATE, site, {"level": level, "is_superseded": row.pop("is_superseded")}, row)
        for pk, row in row_values(ids, language).items()
    }


def row_values(ids: Iterable[int], language: str) -> dict[int, dict]:
    """What the row of each of these editions shows to a reader of `language`."""
    ids = tuple(ids)
    if not ids:
        return {}
    departments = labels.departments(language)
    formats = gathered(_formats(ids), lambda row: row[0], lambda row: row[1])
    versions = gathered(_editions(ids), lambda row: row[0], lambda row: row[1:])
    return {
        pk: _values(rows, formats.get(pk, ()), departments, language)
        for pk, rows in versions.items()
    }


def _values(rows, formats, departments, language) -> dict:
    by_language = {row[0]: row for row in rows}
    shown = choose(language, by_language)
    _lang, title, teaser, document, date, kind, number, department, superseded = by_language[
        shown.written
    ]
    names = labels.formats(language)
    return {
        "address": addresses.document(document, language),
        "date": date.isoformat(),
        "day": labels.day(date, language),
        "lang": shown.lang,
        "title": shown.text(title),
        "teaser": shown.text(teaser),
        "type": labels.types(language)[kind],
        "department": departments[department].name,
        "department_lang": departments[department].name.lang,
        "number": number,
        "formats": " · ".join([names[each] for each in Format.values if each in formats]),
        "is_superseded": superseded,
    }
