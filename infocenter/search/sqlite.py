"""Tokens and candidates on SQLite: FTS5 over tokens that are already analysed."""

from collections.abc import Iterable

from django.db import connection

from infocenter.search.entries import Candidate, Filters, Tokens
from infocenter.search.text import Query, Term, is_prefix

FTS = "infocenter_searchtokens"
RANK = "bm25(6.0, 10.0, 1.0, 1.0)"  # title, number, body, files
MOST_SCORED = 3000  # hits that a query may score: more are cut, newest kept
MOST_CANDIDATES = 300


def write(rows: list[tuple[int, Tokens]]) -> None:
    """Add the tokens of new entries."""
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {FTS} (rowid, title, number, body, files) VALUES (%s, %s, %s, %s, %s)",
            [
                (entry_id, *map(" ".join, (each.title, each.number, each.body, each.files)))
                for entry_id, each in rows
            ],
        )


def candidates(query: Query, filters: Filters) -> list[Candidate]:
    """Entries that hold the rarest words, scored by BM25 over all words; never all of the hits."""
    found: dict[int, Candidate] = {}
    with connection.cursor() as cursor:
        known, driving, few = _drive(cursor, query)
        if driving:
            match = f"({_any(driving)}) AND ({_any(known)})" if known != driving else _any(driving)
            for entry_id, score in _search(cursor, match, filters, ordered=few):
                found[entry_id] = Candidate(entry_id, score)
        required = [term for term in query.required if term in known]
        if required and len(required) == len(query.required):
            every = " AND ".join(map(_one, required))
            _mark(cursor, found, every, filters, few, "all_words")
            _mark(cursor, found, f"title : ({every})", filters, few, "all_in_title")
            if query.phrases:
                phrase = " OR ".join(_quoted(" ".join(each)) for each in query.phrases)
                _mark(cursor, found, phrase, filters, few, "phrase")
        if query.numbers:
            numbers = "number : (" + " OR ".join(map(_quoted, query.numbers)) + ")"
            _mark(cursor, found, numbers, filters, True, "number")
    return list(found.values())


def count(query: Query, filters: Filters, cap: int) -> int:
    """How many things hold all words, counted up to `cap`."""
    if not query.required:
        return 0
    where, values = filters.sql("entry")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT COUNT(*) FROM (SELECT DISTINCT entry.kind, entry.object_id FROM {FTS}"
            f" JOIN infocenter_searchentry AS entry ON entry.id = {FTS}.rowid"
            f" WHERE {FTS} MATCH %s{where} LIMIT %s)",
            [" AND ".join(map(_one, query.required)), *values, cap],
        )
        return cursor.fetchone()[0]


def titles(query: Query, limit: int) -> list[int]:
    """Entries whose title holds all words, the last of which may be unfinished."""
    if not query.required:
        return []
    *whole, last = query.required
    parts = [*map(_one, whole), " OR ".join(f"{_quoted(form)} *" for form in last.forms)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM {FTS} WHERE {FTS} MATCH %s ORDER BY rowid DESC LIMIT %s",
            ["title : (" + " AND ".join(f"({part})" for part in parts) + ")", limit],
        )
        return [row[0] for row in cursor.fetchall()]


def beginning(table: str, column: str, wanted: str, prefix: str, limit: int) -> list:
    """What is `wanted` of the first rows whose column begins with this."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {wanted} FROM {table} WHERE {column} >= %s AND {column} < %s"
            f" ORDER BY {column} LIMIT %s",
            [prefix, prefix + "\U0010ffff", limit],
        )
        return [row[0] for row in cursor.fetchall()]


def occurring(tokens: Iterable[str]) -> dict[str, int]:
    """How many entries hold each of these tokens."""
    tokens = list(tokens)
    if not tokens:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT term, doc FROM infocenter_searchvocabulary"
            f" WHERE term IN ({', '.join(['%s'] * len(tokens))})",
            tokens,
        )
        return dict(cursor.fetchall())


def refresh_statistics() -> int:
    """FTS5 keeps its own: only tidy the index a little."""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {FTS} ({FTS}, rank) VALUES ('merge', 200)")
    return 0


def _drive(cursor, query: Query) -> tuple[list[Term], list[Term], bool]:
    """The terms that occur, those of them that pick candidates, and whether these pick few."""
    forms = [token for term in query.terms for form in term.forms for token in form.split()]
    marks = ", ".join(["%s"] * len(forms))
    cursor.execute(
        f"SELECT term, doc FROM infocenter_searchvocabulary WHERE term IN ({marks})", forms
    )
    entries = dict(cursor.fetchall())
    counts = {
        term: sum(min(entries.get(each, 0) for each in form.split()) for form in term.forms)
        for term in query.terms
    }
    for term in query.terms:
        if is_prefix(term):
            counts[term] = MOST_SCORED
    known = sorted((term for term in query.terms if counts[term]), key=counts.__getitem__)[:12]
    driving: list[Term] = []
    scored = 0
    for term in known:
        if driving and scored + counts[term] > MOST_SCORED:
            break
        driving.append(term)
        scored += counts[term]
    required = {term for term in query.required if counts[term]}
    return list(dict.fromkeys([*known, *required])), driving, scored <= MOST_SCORED


def _search(cursor, match: str, filters: Filters, *, ordered: bool) -> list[tuple[int, float]]:
    where, values = filters.sql("entry")
    join = f" JOIN infocenter_searchentry AS entry ON entry.id = {FTS}.rowid" if where else ""
    order = "rank" if ordered else f"{FTS}.rowid DESC"
    cursor.execute(
        f"SELECT {FTS}.rowid, -rank FROM {FTS}{join}"
        f" WHERE {FTS} MATCH %s AND rank MATCH %s{where} ORDER BY {order} LIMIT %s",
        [match, RANK, *values, MOST_CANDIDATES],
    )
    return cursor.fetchall()


def _mark(cursor, found, match: str, filters: Filters, few: bool, flag: str) -> None:
    """Say of candidates (perhaps new ones) that they also match this."""
    for entry_id, score in _search(cursor, match, filters, ordered=few):
        setattr(found.setdefault(entry_id, Candidate(entry_id, score)), flag, True)


def _any(terms: list[Term]) -> str:
    return " OR ".join(map(_one, terms))


def _one(term: Term) -> str:
    star = " *" if is_prefix(term) else ""
    forms = " OR ".join(_quoted(form) + star for form in term.forms)
    return f"({forms})" if len(term.forms) > 1 else forms


def _quoted(form: str) -> str:
    return '"' + form.replace('"', '""') + '"'
