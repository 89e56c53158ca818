"""Search over everything public: one door for all apps, one way of working on each database.

`index` and `remove` are called in the transaction that publishes or withdraws. `match` finds;
`suggestions` and `spelling` help while typing and after. Which database it is, is asked here and in
migrations only.
"""

from django.db import connection, transaction

from infocenter.models import SearchEntry, SearchText
from infocenter.models.search import TITLE_KEY_LENGTH
from infocenter.search import guidance, ranking, text, vocabulary
from infocenter.search.entries import (
    Candidate,
    Entry,
    FileText,
    Filters,
    Hit,
    Prepared,
    Results,
    Segment,
    prepare,
)
from infocenter.search.hits import hits_of
from infocenter.search.text import ANALYZER_VERSION

__all__ = [
    "ANALYZER_VERSION",
    "Entry",
    "FileText",
    "Hit",
    "Prepared",
    "Results",
    "Segment",
    "entries_of_kind",
    "holding_all",
    "index",
    "mark_outdated",
    "match",
    "outdated",
    "prepare",
    "refresh_statistics",
    "remove",
]

COUNTED = 5000  # things that are counted exactly; more are "5,000+"


def backend():
    """The module that keeps tokens in this database's way."""
    if connection.vendor == "postgresql":
        from infocenter.search import postgres

        return postgres
    from infocenter.search import sqlite

    return sqlite


@transaction.atomic
def index(entries) -> None:
    """Put entries (or what `prepare` made of them) in the place of all entries of their objects."""
    prepared = prepare(entries)
    objects = {(each.entry.kind, each.entry.object_id) for each in prepared}
    for kind, object_id in objects:
        remove(kind, object_id)
    rows = SearchEntry.objects.bulk_create(_row(each.entry) for each in prepared)
    SearchText.objects.bulk_create(
        SearchText(
            entry=row,
            summary=each.entry.summary,
            body=each.entry.body,
            files=[[file.name, file.sha256] for file in each.entry.files],
        )
        for row, each in zip(rows, prepared, strict=True)
    )
    backend().write(
        [(row.pk, each.tokens) for row, each in zip(rows, prepared, strict=True)],
    )
    vocabulary.write((row, each.entry) for row, each in zip(rows, prepared, strict=True))


def _row(entry: Entry) -> SearchEntry:
    return SearchEntry(
        kind=entry.kind,
        object_id=entry.object_id,
        language=entry.language,
        department_id=entry.department_id,
        type=entry.type,
        date=entry.date,
        superseded=entry.superseded,
        analyzer=ANALYZER_VERSION,
        number=entry.number,
        title=entry.title,
        title_key=text.title_key(entry.title)[:TITLE_KEY_LENGTH],
    )


def remove(kind: str, object_id: int) -> None:
    """Take an object out of the index, in every language."""
    SearchEntry.objects.filter(kind=kind, object_id=object_id).delete()


def match(
    query: str,
    *,
    language: str | None = None,
    kinds=(),
    department: int | None = None,
    type: str | None = None,
    limit: int = 20,
    after: int | None = None,
) -> Results:
    """What `query` finds, best first: each thing once, in the language version that fits best.

    `language` is the reader's, and only preferred. `after` is `Results.next` of the page before.
    """
    parsed = text.parse(query)
    if not parsed.terms:
        return Results()
    told = guidance.current()
    parsed = told.synonyms.widen(parsed)
    filters = Filters(tuple(kinds or ()), department, type)
    found = backend().candidates(parsed, filters)
    rows = SearchEntry.objects.filter(pk__in=[each.entry_id for each in found])
    ranked = ranking.order(parsed, found, rows.values_list(*ranking.Ranked.COLUMNS), language)
    if filters == Filters():
        top = _recommended(parsed, told, language)
        there = {each.object_id for each in top}
        ranked = top + [
            each for each in ranked if each.kind != guidance.KIND or each.object_id not in there
        ]
    total, capped = len(ranked), False
    if len(found) >= backend().MOST_CANDIDATES:
        total = max(total, backend().count(parsed, filters, COUNTED))
        capped = total == len(ranked) or total >= COUNTED
    start = max(0, after or 0)
    page = ranked[start : start + limit]
    more = start + limit < len(ranked)
    return Results(hits_of(parsed, page), total, capped, start + limit if more else None)


def _recommended(parsed: text.Query, told: guidance.Guidance, language: str | None):
    """What editors want on top of this question, as far as it is public."""
    wanted = told.best_bets.get(parsed.key)
    if not wanted:
        return []
    rows = SearchEntry.objects.filter(kind=guidance.KIND, object_id__in=wanted)
    columns = list(rows.values_list(*ranking.Ranked.COLUMNS))
    found = ranking.order(parsed, [Candidate(row[0], 1.0) for row in columns], columns, language)
    for each in found:
        each.recommended = True
    return sorted(found, key=lambda each: wanted.index(each.object_id))


def holding_all(question: str) -> int | None:
    """The public entry that holds all words of a question best, if there is one."""
    found = backend().candidates(text.parse(question), Filters())
    whole = [each for each in found if each.all_words]
    return max(whole, key=lambda each: each.score).entry_id if whole else None


def outdated():
    """Entries whose tokens an older analyzer made: they are found badly until rebuilt."""
    return SearchEntry.objects.exclude(analyzer=ANALYZER_VERSION)


def mark_outdated() -> None:
    """Have every entry made again by the next rebuild; it is found as before until then."""
    SearchEntry.objects.update(analyzer=0)


def entries_of_kind(kind: str) -> dict[tuple[int, str], bool | None]:
    """What is indexed: object and language -> whether superseded; None if it is outdated."""
    rows = SearchEntry.objects.filter(kind=kind)
    return {
        (object_id, language): superseded if analyzer == ANALYZER_VERSION else None
        for object_id, language, superseded, analyzer in rows.values_list(
            "object_id", "language", "superseded", "analyzer"
        ).iterator()
    }


def refresh_statistics() -> int:
    """Count again how common each token is. Cheap to miss: run it by the clock."""
    return backend().refresh_statistics()
