"""Corrected documents in the log of corrections."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db.models import Q

from infocenter import addresses, differences
from infocenter.corrections import Entry, Source
from infocenter.differences import Line
from infocenter.models import Edition, EditionTranslation
from infocenter.presentation import choose, gathered
from portal import languages
from portal.labels import best

LONGEST = 20_000  # characters of a text whose difference is shown in the log itself
MOST_LINES = 12


class _Version(NamedTuple):
    document_id: int
    number: int
    language: str
    title: str
    summary: str
    body: str
    change_note: str
    credit: str


def entries(editions: Iterable[int], language: str) -> Mapping[int, Entry]:
    """What is told of some corrections to a reader of `language`."""
    rows = Edition.objects.filter(pk__in=editions).order_by()
    found = list(
        rows.values_list("pk", "document_id", "edition_number", "published_at", "department_id")
    )
    versions = _versions((document, number) for _pk, document, number, _at, _of in found)
    return {
        pk: _entry((document, number), at, department, versions, language)
        for pk, document, number, at, department in found
    }


def _versions(editions: Iterable[tuple[int, int]]) -> dict[tuple[int, int], list[_Version]]:
    """The language versions of editions, and of those before them."""
    wanted = Q(pk=None)
    for document, number in editions:
        numbers = (number, number - 1)
        wanted |= Q(edition__document=document, edition__edition_number__in=numbers)
    rows = EditionTranslation.objects.filter(wanted).values_list(
        "edition__document_id", "edition__edition_number", *_Version._fields[2:]
    )
    return gathered((_Version(*row) for row in rows), lambda row: row[:2], lambda row: row)


def _entry(key: tuple[int, int], at, department: int, versions, language: str) -> Entry:
    document, number = key
    now = {each.language: each for each in versions[key]}
    before = {each.language: each for each in versions.get((document, number - 1), ())}
    told = {code: each.change_note for code, each in now.items()}
    # The difference in the language that is told of, if the text in it was what was wrong.
    changed = [code for code in now if _texts(now[code]) != _texts(before.get(code))]
    shown = choose(language, changed or now)
    compared = f"?from={number - 1}&to={number}&language={shown.written}"
    base = addresses.document(document, language)
    return Entry(
        at=at,
        title=best({code: each.title for code, each in now.items()}, language),
        address=base,
        department_id=department,
        note=best(told, language),
        credit=best({code: each.credit for code, each in now.items()}, language),
        changes=f"{base}compare/{compared}" if number > 1 else "",
        lines=_difference(before.get(shown.written), now[shown.written]),
        lang=languages.bcp47(shown.written),
    )


def _texts(version: _Version | None) -> str:
    """A language version as one text."""
    if version is None:
        return ""
    parts = (version.title, version.summary, version.body)
    return "\n".join(each.replace("\r\n", "\n") for each in parts if each)


def _difference(old: _Version | None, new: _Version) -> tuple[Line | None, ...]:
    before, after = _texts(old), _texts(new)
    if old is None or before == after or max(len(before), len(after)) > LONGEST:
        return ()
    lines = differences.shortened(differences.compare(before, after))
    return tuple(lines) if len(lines) <= MOST_LINES else ()


SOURCE = Source("document", Edition.objects.corrections, "published_at", "department_id", entries)
