"""Search over everything public: one door for all apps, one way of working on each database.

`index` and `remove` are called in the transaction that publishes or withdraws. `match` finds;
`suggestions` and `spelling` help while typing and after. Which database it is, is asked here and in
migrations only.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db import connection, transaction

from infocenter.models import Document, DocumentLink, SearchEntry, SearchText
from infocenter.models.search import TITLE_KEY_LENGTH
from infocenter.search import (
    facts,
    fusion,
    guidance,
    nearness,
    orders,
    questions,
    ranking,
    text,
    vocabulary,
)
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
from infocenter.search.found import Found, find, forget
from infocenter.search.hits import hits_of
from infocenter.search.meaning import store
from infocenter.search.text import ANALYZER_VERSION
from infocenter.tasks import enqueue_embedding

__all__ = [
    "ANALYZER_VERSION",
    "Entry",
    "FileText",
    "Hit",
    "Prepared",
    "Results",
    "Segment",
    "add",
    "entries_of",
    "entries_of_kind",
    "holding_all",
    "holds",
    "index",
    "keep_statistics",
    "latest",
    "mark_outdated",
    "match",
    "objects",
    "outdated",
    "prepare",
    "refresh_statistics",
    "remove",
]

ELSEWHERE = 5  # things that exist only in other languages


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
        SearchEntry.objects.filter(kind=kind, object_id=object_id).delete()
    add(prepared)


@transaction.atomic
def add(prepared: list[Prepared]) -> None:
    """Put in prepared entries of objects that have none yet."""
    rows = SearchEntry.objects.bulk_create(_row(each.entry) for each in prepared)
    texts = SearchText.objects.bulk_create(
        _text(row, each.entry) for row, each in zip(rows, prepared, strict=True)
    )
    backend().write(
        [(row.pk, each.tokens) for row, each in zip(rows, prepared, strict=True)],
    )
    _link(rows, prepared)
    vocabulary.write((row, each.entry) for row, each in zip(rows, prepared, strict=True))
    for kind, object_id in store.keep(zip(rows, texts, strict=True)):
        enqueue_embedding(kind, object_id)


def _row(entry: Entry) -> SearchEntry:
    return SearchEntry(
        kind=entry.kind,
        object_id=entry.object_id,
        language=entry.language,
        department_id=entry.department_id,
        type=entry.type,
        date=entry.date,
        superseded=entry.superseded,
        topics=_joined(entry.topics),
        formats=_joined(entry.formats),
        analyzer=ANALYZER_VERSION,
        number=entry.number,
        title=entry.title,
        title_key=text.title_key(entry.title)[:TITLE_KEY_LENGTH],
    )


def _text(row: SearchEntry, entry: Entry) -> SearchText:
    before = len(entry.summary) + 1 if entry.summary else 0
    return SearchText(
        entry=row,
        summary=entry.summary,
        body=entry.body,
        files=[[file.name, file.sha256] for file in entry.files],
        anchors=[[before + place, name] for place, name in entry.anchors],
    )


def _link(rows: list[SearchEntry], prepared: list[Prepared]) -> None:
    """Keep which documents the entries link to, as far as there are such."""
    wanted = set().union(*(each.entry.links for each in prepared))
    if not wanted:
        return
    there = set(Document.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    DocumentLink.objects.bulk_create(
        DocumentLink(entry=row, document_id=document)
        for row, each in zip(rows, prepared, strict=True)
        for document in sorted(each.entry.links & there)
    )


def _joined(values: tuple) -> str:
    """As filters look for one of them: each between commas."""
    return f",{','.join(map(str, values))}," if values else ""


def remove(kind: str, object_id: int) -> None:
    """Take an object out of the index, in every language."""
    SearchEntry.objects.filter(kind=kind, object_id=object_id).delete()
    store.forget(kind, object_id)


def match(
    query: str,
    *,
    language: str | None = None,
    kinds=(),
    narrow: Mapping[str, Iterable] | None = None,
    sort: str = "relevance",
    limit: int = 20,
    after: int | None = None,
    elsewhere: int = ELSEWHERE,
    by_meaning: bool = True,
) -> Results:
    """What `query` finds: each thing once, in the language version that fits best.

    `language` is the reader's, and only preferred. `narrow` holds the wanted values of facets.
    `after` is `Results.next` of the page before. By relevance the first page tells apart at most
    `elsewhere` things that exist only in other languages than the question's.
    """
    parsed = questions.parse(questions.read(query))
    if not (parsed.terms or parsed.numbered):
        return Results()
    parsed = guidance.current().synonyms.widen(parsed)
    found = find(backend(), parsed)
    relaxed = bool(parsed.exact) and not found.things
    if relaxed:  # nowhere exactly so
        parsed = replace(parsed, exact=())
        found = find(backend(), parsed)
    wanted = {name: frozenset(values) for name, values in (narrow or {}).items()}
    filters = Filters(tuple(kinds), {name: values for name, values in wanted.items() if values})
    things, counts, wider = found.things.narrowed(filters)
    if filters and found.capped:  # there may be more than the newest of all
        found = find(backend(), parsed, filters)
        own = {name: counts[name] for name in filters.narrow}
        things, counts, _wider = found.things.narrowed(filters)
        counts |= own
    span = slice(max(0, after or 0), max(0, after or 0) + limit)
    if sort == "relevance":
        asked = fusion.Asked(parsed, filters, language, elsewhere, by_meaning)
        page, total, fused = _by_relevance(asked, found, things, span)
    else:
        fused = fusion.Fused([])
        by = orders.by_title if sort == "title" else orders.newest
        page, total = _unranked(by(things, language)[span]), len(things)
    return Results(
        hits_of(parsed, page, fused.near),
        total,
        found.capped,
        counts,
        wider,
        span.stop if span.stop < total else None,
        whole=bool(found.every),
        relaxed=relaxed,
        elsewhere=[] if span.start else hits_of(parsed, fused.elsewhere, fused.near),
        provisional=fused.provisional,
    )


def objects(query: str, kind: str, language: str | None = None) -> list[int]:
    """The things of a kind that `query` finds by its words: the best first, then the newest.

    Of what there is very much of, the newest only; without passages, for programs that ask on.
    """
    parsed = questions.parse(questions.read(query))
    if not (parsed.terms or parsed.numbered):
        return []
    parsed = guidance.current().synonyms.widen(parsed)
    found = find(backend(), parsed)
    things = found.things.narrowed(Filters((kind,), {}))[0]
    best = [each.key for each in _ranked(parsed, found, things, language)]
    return [pk for _kind, pk in dict.fromkeys([*best, *things.newest()])]


def _by_relevance(asked: fusion.Asked, found: Found, things: facts.Things, span: slice):
    """A page of the best, and how many there are: what is ranked, then the others by date."""
    fused = fusion.fuse(asked, _ranked(asked.query, found, things, asked.language), found.every)
    ranked = fused.ranked
    if not asked.filters:
        top = _recommended(asked.query, guidance.current(), asked.language)
        keys = {each.key for each in top}
        ranked = top + [each for each in ranked if each.key not in keys]
        fused.elsewhere = [each for each in fused.elsewhere if each.key not in keys]
    apart = {each.key for each in fused.elsewhere}
    total = len(things) + sum(each.key not in things for each in ranked)
    total -= sum(key in things for key in apart)
    page = ranked[span]
    if span.stop > len(ranked) and total > len(ranked):
        shown = {each.key for each in ranked} | apart
        rest = orders.newest(things, asked.language, but=shown)
        page += _unranked(rest[max(0, span.start - len(ranked)) : span.stop - len(ranked)])
    return page, total, fused


def _ranked(parsed: text.Query, found: Found, things: facts.Things, language: str | None):
    """The best of what was found, best first."""
    inside = things.entries
    some = ranking.best(each for each in found.candidates if each.entry_id in inside)
    room = ranking.RANKED - len(some)
    if room and len(some) < len(inside):  # others with all words, of which nothing else is known
        known = {each.entry_id for each in some}
        least = min((each.score for each in found.candidates), default=1.0)
        others = sorted((inside & found.every) - known, reverse=True)
        titled = [each for each in others if each in found.in_title]
        some += [
            Candidate(each, least, all_words=True, all_in_title=each in found.in_title)
            for each in list(dict.fromkeys(titled + others))[:room]
        ]
    rows = orders.rows(each.entry_id for each in some)
    if len(rows) < len(some):
        forget(parsed)
    return nearness.reorder(parsed, ranking.order(parsed, some, rows, language))


def _unranked(ids: list[int]) -> list[ranking.Ranked]:
    return [ranking.Ranked(0.0, *row) for row in orders.rows(ids)]


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
    found = find(backend(), text.parse(question))
    whole = [each for each in found.candidates if each.all_words]
    return max(whole, key=lambda each: each.score).entry_id if whole else None


def entries_of(kind: str, object_id: int) -> list[int]:
    """The entries of a thing, one for each language version."""
    rows = SearchEntry.objects.filter(kind=kind, object_id=object_id)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def holds(query: str, entries: list[int], narrow: Mapping[str, Iterable] | None = None) -> bool:
    """Whether one of these entries has all words of a question, and passes the filters.

    Nothing else is looked at, so it costs the same however much there is.
    """
    wanted = {name: frozenset(values) for name, values in (narrow or {}).items() if values}
    things, _counts, _wider = facts.Things(facts.of(entries)).narrowed(Filters(narrow=wanted))
    if not query.strip() or not things.entries:
        return bool(things.entries)
    only = Filters(entries=tuple(sorted(things.entries)))
    return bool(_holding(query, 1, only))


def latest(query: str, narrow: Mapping[str, Iterable], limit: int) -> list[int]:
    """The entries with all words of a question that were put in last: new, or changed since."""
    wanted = {name: frozenset(values) for name, values in narrow.items() if values}
    return _holding(query, limit, Filters(narrow=wanted))


def _holding(query: str, limit: int, filters: Filters) -> list[int]:
    parsed = questions.parse(questions.read(query))
    if not (parsed.terms or parsed.numbered):
        return []
    parsed = guidance.current().synonyms.widen(parsed)
    with backend().reading() as cursor:
        return backend().holding(cursor, parsed, limit, filters)


def outdated():
    """Entries whose tokens an older analyzer made: they are found badly until rebuilt."""
    return SearchEntry.objects.filter(analyzer__lt=ANALYZER_VERSION)


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
    """Count again how common each token is."""
    return backend().refresh_statistics()


def keep_statistics() -> int:
    """The same by the clock: only if the index has changed much since."""
    return backend().refresh_statistics(if_moved=True)
