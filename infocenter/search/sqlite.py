"""Tokens and candidates on SQLite: FTS5 over tokens that are already analysed."""

import json
from collections.abc import Iterable

from django.db import connection

from infocenter.search.entries import Candidate, Filters, Tokens
from infocenter.search.text import Query, Term, is_prefix, may_go_on

RANK = "bm25(6.0, 10.0, 1.0, 1.0)"  # title, number, body, files
MOST_SCORED = 3000  # hits that a query may score: more are cut, newest kept
WORK = 30_000  # hits times words: scoring looks for each of the words in each of the hits
COMMON = 30_000  # entries with a word that says little: BM25 reads the whole list of each word
LEAST_TELLING = 3  # words that are enough to score by
MOST_OF_ONE = 1000  # of a single word, whose rank says little: it is nearly the same for all
MOST_CANDIDATES = 300

_BEST = """
    SELECT rowid, -rank FROM infocenter_searchtokens
    WHERE infocenter_searchtokens MATCH %s AND rank MATCH %s ORDER BY rank LIMIT %s
"""
_NEWEST = """
    SELECT rowid, -rank FROM infocenter_searchtokens
    WHERE infocenter_searchtokens MATCH %s AND rank MATCH %s ORDER BY rowid DESC LIMIT %s
"""


def write(rows: list[tuple[int, Tokens]]) -> None:
    """Add the tokens of new entries."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO infocenter_searchtokens (rowid, title, number, body, files)"
            " VALUES (%s, %s, %s, %s, %s)",
            [
                (entry_id, *map(" ".join, (each.title, each.number, each.body, each.files)))
                for entry_id, each in rows
            ],
        )


def reading():
    """A cursor for the queries of one search."""
    return connection.cursor()


def candidates(cursor, query: Query, every: list[int], in_title: list[int]) -> list[Candidate]:
    """Entries that hold the rarest words, scored by BM25 over all words; never all of the hits.

    `every` are those that hold all words, as far as they are known, `in_title` those whose title
    does.
    """
    found: dict[int, Candidate] = {}
    known, driving, few = _drive(cursor, query)
    if driving:
        match = f"({_any(driving)}) AND ({_any(known)})" if known != driving else _any(driving)
        for entry_id, score in _search(cursor, _within(query, match), ordered=few):
            found[entry_id] = Candidate(entry_id, score)
    if every and query.terms:
        terms = _all(query.terms)
        _mark(cursor, found, _within(query, terms), every, few, "all_words")
        title = _within(query, f"title : ({terms})")
        _mark(cursor, found, title, in_title, few, "all_in_title")
        if query.phrases:
            phrase = " OR ".join(_quoted(" ".join(each)) for each in query.phrases)
            _mark_by(cursor, found, _within(query, phrase), few, "phrase")
    if query.numbers:
        _mark_by(cursor, found, _within(query, _number(query.numbers)), True, "number")
    return list(found.values())


def holding(
    cursor, query: Query, most: int, filters: Filters, *, in_title: bool = False
) -> list[int]:
    """The newest entries that hold all words, perhaps in their title."""
    terms = _all(query.terms)
    match = _within(query, f"title : ({terms})" if in_title and terms else terms)
    if not match:
        return []
    return _holding(cursor, match, most, filters)


def titles(query: Query, limit: int) -> list[int]:
    """Entries whose title holds all words, the last of which may be unfinished."""
    if not query.terms:
        return []
    *whole, last = query.terms
    begun = (_quoted(form) + (" *" if may_go_on(form) else "") for form in last.forms)
    parts = [*map(_one, whole), " OR ".join(begun)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid FROM infocenter_searchtokens WHERE infocenter_searchtokens MATCH %s"
            " ORDER BY rowid DESC LIMIT %s",
            ["title : (" + " AND ".join(f"({part})" for part in parts) + ")", limit],
        )
        return [row[0] for row in cursor.fetchall()]


def beginning(table: str, column: str, wanted: str, prefix: str, limit: int) -> list:
    """What is `wanted` of the first rows whose column begins with this."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {wanted} FROM {table} WHERE {column} >= %s AND {column} < %s"
            f" ORDER BY {column} LIMIT %s",  # nosec B608  # callers name what is ours
            [prefix, prefix + "\U0010ffff", limit],
        )
        return [row[0] for row in cursor.fetchall()]


def occurring(tokens: Iterable[str]) -> dict[str, int]:
    """How many entries hold each of these tokens."""
    with connection.cursor() as cursor:
        return _occurring(cursor, list(tokens))


def _occurring(cursor, tokens: list[str]) -> dict[str, int]:
    cursor.execute(
        "SELECT term, doc FROM infocenter_searchvocabulary"
        " WHERE term IN (SELECT value FROM json_each(%s))",
        [json.dumps(tokens)],
    )
    return dict(cursor.fetchall())


def refresh_statistics(*, if_moved: bool = False) -> int:
    """FTS5 keeps its own: only tidy the index a little, and not by the clock."""
    if not if_moved:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO infocenter_searchtokens (infocenter_searchtokens, rank)"
                " VALUES ('merge', 200)"
            )
    return 0


def _drive(cursor, query: Query) -> tuple[list[Term], list[Term], bool]:
    """The terms that occur, those of them that pick candidates, and whether these pick few."""
    forms = [token for term in query.terms for form in term.forms for token in form.split()]
    entries = _occurring(cursor, forms)
    counts = {
        term: sum(min(entries.get(each, 0) for each in form.split()) for form in term.forms)
        for term in query.terms
    }
    for term in query.terms:
        if is_prefix(term):
            counts[term] = MOST_SCORED
    known = sorted((term for term in query.terms if counts[term]), key=counts.__getitem__)[:12]
    required = {term for term in query.terms if counts[term]}
    every = list(dict.fromkeys([*known, *required]))
    affordable = min(MOST_SCORED, WORK // max(1, len(every)))
    driving: list[Term] = []
    scored = 0
    for term in known:
        if driving and scored + counts[term] > affordable:
            break
        driving.append(term)
        scored += counts[term]
    most = MOST_SCORED if len(known) > 1 else MOST_OF_ONE
    telling = [term for term in every if counts[term] <= COMMON]
    return telling if len(telling) >= LEAST_TELLING else every, driving, scored <= most


def _search(cursor, match: str, *, ordered: bool) -> list[tuple[int, float]]:
    cursor.execute(_BEST if ordered else _NEWEST, [match, RANK, MOST_CANDIDATES])
    return cursor.fetchall()


def _holding(cursor, match: str, most: int, filters: Filters | None = None) -> list[int]:
    """The newest entries that match. Their ids come as one text: a row for each takes longer."""
    where, values = filters.sql("entry") if filters else ("", [])
    join = " JOIN infocenter_searchentry AS entry ON entry.id = tokens.rowid" if where else ""
    cursor.execute(
        "SELECT group_concat(found) FROM (SELECT tokens.rowid AS found"
        f" FROM infocenter_searchtokens AS tokens{join}"
        f" WHERE infocenter_searchtokens MATCH %s{where}"
        " ORDER BY tokens.rowid DESC LIMIT %s)",  # nosec B608  # columns are named by us, values bound
        [match, *values, most],
    )
    return [int(each) for each in (cursor.fetchone()[0] or "").split(",") if each]


def _mark_by(cursor, found, match: str, few: bool, flag: str) -> None:
    _mark(cursor, found, match, _holding(cursor, match, MOST_SCORED), few, flag)


def _mark(cursor, found, match: str, ids: list[int], few: bool, flag: str) -> None:
    """Say of candidates that they also match this. If most that match aren't yet candidates, the
    best of them become some: only then are they scored.
    """
    new = 0
    for entry_id in ids:
        if entry_id in found:
            setattr(found[entry_id], flag, True)
        else:
            new += 1
    if new and len(ids) - new < MOST_CANDIDATES:
        for entry_id, score in _search(cursor, match, ordered=few):
            setattr(found.setdefault(entry_id, Candidate(entry_id, score)), flag, True)


def _all(terms) -> str:
    return " AND ".join(map(_one, terms))


def _within(query: Query, match: str) -> str:
    """`match`, as far as the question's exact phrases, numbers and exclusions let it."""
    parts = [match, *map(_phrases, query.exact), *map(_number, query.numbered)]
    match = " AND ".join(f"({each})" for each in parts if each)
    if match and query.without:
        return f"({match}) NOT ({' OR '.join(map(_phrases, query.without))})"
    return match


def _phrases(alternatives: tuple[tuple[str, ...], ...]) -> str:
    return " OR ".join(
        _quoted(" ".join(tokens)) + (" *" if is_prefix(Term(tokens)) and len(tokens) == 1 else "")
        for tokens in alternatives
    )


def _number(tokens: tuple[str, ...]) -> str:
    return f"number : ({' OR '.join(map(_quoted, tokens))})"


def _any(terms: list[Term]) -> str:
    return " OR ".join(map(_one, terms))


def _one(term: Term) -> str:
    star = " *" if is_prefix(term) else ""
    forms = " OR ".join(_quoted(form) + star for form in term.forms)
    return f"({forms})" if len(term.forms) > 1 else forms


def _quoted(form: str) -> str:
    return '"' + form.replace('"', '""') + '"'
