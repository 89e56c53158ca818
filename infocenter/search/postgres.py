"""Tokens and candidates on PostgreSQL: tsvectors with GIN, and idf, which `ts_rank` leaves out.

`title_tokens` holds title (weight A) and number (B); `body_tokens` these too, and the text (D) and
the texts of files (C). No extension is needed, and a read replica can search.
"""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import contextmanager

from django.db import connection, transaction

from infocenter.search import bm25
from infocenter.search.entries import Candidate, Filters, Tokens
from infocenter.search.text import Query, Term, is_prefix, may_go_on

MOST_CANDIDATES = 300
MOST_TITLES = 500  # titles of which the newest are taken
MOST_LISTED = 1000  # entries that one word brings into the choice
TOO_COMMON = 3000  # words of more entries choose nothing; they only add to the score
MOST_IN_TITLE = 100
MOST_OF_ONE = 100  # candidates for a single word, whose rank says little
EVERY, IN_TITLE, BY_NUMBER = -1, -2, -3  # lists of entries beside those of the driving words
MOST_TERMS = 24
RANKED_TERMS = 16
SAMPLE = 50_000  # entries in which common tokens are counted
COMMON = 100  # entries from which on the number is kept in the statistics

_LAST_POSITION = 16383  # what a tsvector can count to
_MOST_POSITIONS = 255  # of one token
_ROOM = 1_000_000  # bytes of tokens and positions; a tsvector takes 1 MB


def write(rows: list[tuple[int, Tokens]]) -> None:
    """Put the tokens of new entries into their rows."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE infocenter_searchentry"
            " SET title_tokens = %s::tsvector, body_tokens = %s::tsvector WHERE id = %s",
            [
                (
                    vector([(each.title, "A"), (each.number, "B")]),
                    vector(
                        [(each.title, "A"), (each.number, "B"), (each.body, ""), (each.files, "C")]
                    ),
                    entry_id,
                )
                for entry_id, each in rows
            ],
        )


def vector(parts: list[tuple[list[str], str]]) -> str:
    """Tokens with positions and weights, as PostgreSQL reads them; what has no room is left out."""
    positions: dict[str, list[str]] = defaultdict(list)
    room, position = _ROOM, 0
    for tokens, weight in parts:
        for token in tokens:
            position += 1
            known = positions.get(token)
            if known is None:
                room -= len(token.encode()) + 8
                if room < 0:
                    break
                positions[token].append(f"{min(position, _LAST_POSITION)}{weight}")
            elif len(known) < _MOST_POSITIONS and position < _LAST_POSITION and room > 2:
                room -= 2
                known.append(f"{position}{weight}")
        position += 5  # a phrase doesn't run on from one part into the next
    return " ".join(f"{_quoted(token)}:{','.join(found)}" for token, found in positions.items())


def candidates(cursor, query: Query, every: list[int], in_title: list[int]) -> list[Candidate]:
    """The entries with the rarest words, scored by idf times rank; never all of the hits.

    `every` are those that hold all words, as far as they are known, `in_title` those whose title
    does.
    """
    common = _common(cursor, query)
    chosen = sorted(query.terms, key=lambda term: sum(common.get(form, 1) for form in term.forms))
    driving = [
        term
        for term in chosen[:MOST_TERMS]
        if sum(common.get(form, 0) for form in term.forms) <= TOO_COMMON
    ]
    alone = len(query.terms) == 1
    lists = _lists(cursor, query, [] if alone else driving)
    lists[EVERY], lists[IN_TITLE] = every[:MOST_CANDIDATES], in_title[:MOST_IN_TITLE]
    if alone and driving:
        lists[0] = every[:MOST_LISTED]
    found = {
        term: max(len(lists[number]), sum(common.get(form, 0) for form in term.forms))
        for number, term in enumerate(driving)
    }
    found |= {
        term: sum(common.get(form, 0) for form in term.forms)
        for term in chosen
        if term not in found
    }
    total = max(_entries(cursor), *found.values(), 1) if found else 1
    idf = {term: bm25.idf(total, count) for term, count in found.items() if count}
    coarse: dict[int, float] = defaultdict(float)
    for number, term in enumerate(driving):
        for entry_id in lists[number]:
            coarse[entry_id] += idf.get(term, 0)
    for number in (EVERY, IN_TITLE, BY_NUMBER):
        for entry_id in lists[number]:
            coarse[entry_id] += 1
    best = sorted(coarse, key=lambda entry_id: (-coarse[entry_id], -entry_id))
    rarest = sorted(idf, key=idf.__getitem__, reverse=True)[:RANKED_TERMS]
    most = MOST_OF_ONE if len(query.terms) == 1 else MOST_CANDIDATES
    return _scored(cursor, query, best[:most], {each: idf[each] for each in rarest})


def holding(
    cursor, query: Query, most: int, filters: Filters, *, in_title: bool = False
) -> list[int]:
    """The newest entries that hold all words, perhaps in their title."""
    column = "title_tokens" if in_title and query.terms else "body_tokens"
    where, values = _where(query, filters)
    if query.terms:
        where += f" AND {column} @@ %s::tsquery"
        values.append(_every(query.terms))
    if not (query.terms or query.numbered):
        return []
    if len(query.terms) == 1 and not (query.exact or query.numbered or filters):
        cut = _cut(cursor, query.terms[0], most)
        if cut:
            with _by_bitmaps(cursor):
                found = _newest(cursor, f"{where} AND id > %s", [*values, cut], most)
            if len(found) >= (MOST_IN_TITLE if in_title else most):
                return found
    return _newest(cursor, where, values, most)


@contextmanager
def _by_bitmaps(cursor):
    """Both conditions by their indexes: the planner would rather unpack each newer row's tokens."""
    cursor.execute("SELECT set_config('enable_indexscan', 'off', true)")
    yield
    cursor.execute("SELECT set_config('enable_indexscan', 'on', true)")


def _newest(cursor, where: str, values: list, most: int) -> list[int]:
    """The hits are found before they are sorted: by their ids, each row's tokens would be unpacked.

    The ids come as one text: a row for each takes longer.
    """
    cursor.execute(
        f"WITH found AS MATERIALIZED (SELECT id FROM infocenter_searchentry WHERE TRUE{where})"
        " SELECT string_agg(id::text, ',') FROM"
        " (SELECT id FROM found ORDER BY id DESC LIMIT %s) AS newest",  # nosec B608  # see _where
        [*values, most],
    )
    return [int(each) for each in (cursor.fetchone()[0] or "").split(",") if each]


def _cut(cursor, term: Term, most: int) -> int:
    """The id above which there are probably enough entries with a common word; 0 for all ids.

    The list of a word is read quickly, its rows are not: this leaves the older ones unread.
    """
    cursor.execute(
        "SELECT SUM(entries) FROM infocenter_searchterm WHERE term = ANY(%s)", [list(term.forms)]
    )
    number = cursor.fetchone()[0] or 0
    if number < most * 3:
        return 0
    cursor.execute("SELECT MIN(id), MAX(id) FROM infocenter_searchentry")
    first, last = cursor.fetchone()
    return int(last - (last - first) * most * 1.5 / int(number))


def titles(query: Query, limit: int) -> list[int]:
    """Entries whose title holds all words, the last of which may be unfinished."""
    if not query.terms:
        return []
    *whole, last = query.terms
    begun = (_quoted(form) + (":*A" if may_go_on(form) else "") for form in last.forms)
    parts = [*map(_one, whole), f"({' | '.join(begun)})"]
    with reading() as cursor:
        cursor.execute(
            "SELECT id FROM (SELECT id FROM infocenter_searchentry"
            " WHERE title_tokens @@ %s::tsquery LIMIT %s) AS titles"
            " ORDER BY id DESC LIMIT %s",  # to sort all with a common word takes long
            [" & ".join(parts), MOST_TITLES, limit],
        )
        return [row[0] for row in cursor.fetchall()]


def beginning(table: str, column: str, wanted: str, prefix: str, limit: int) -> list:
    """What is `wanted` of the first rows whose column begins with this, as its index has them."""
    pattern = prefix.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {wanted} FROM {table} WHERE {column} LIKE %s"
            f" ORDER BY {column} USING ~<~ LIMIT %s",  # nosec B608  # callers name what is ours
            [pattern, limit],
        )
        return [row[0] for row in cursor.fetchall()]


def occurring(tokens: Iterable[str]) -> dict[str, int]:
    """How many entries hold each of these tokens, as far as it is known; 1 stands for some."""
    tokens = list(tokens)
    if not tokens:
        return {}
    with reading() as cursor:
        cursor.execute(
            "SELECT token, COALESCE(entries, 1) FROM unnest(%s::text[], %s::text[])"
            " AS asked (token, quoted) LEFT JOIN LATERAL"
            " (SELECT entries FROM infocenter_searchterm WHERE term = token LIMIT 1) AS known"
            " ON TRUE"  # a plain join reads all of them for 40 tokens
            " WHERE entries IS NOT NULL"
            " OR EXISTS"
            " (SELECT 1 FROM infocenter_searchentry WHERE body_tokens @@ quoted::tsquery)",
            [tokens, list(map(_quoted, tokens))],
        )
        return dict(cursor.fetchall())


def refresh_statistics(*, if_moved: bool = False) -> int:
    """Count the common tokens again, in a sample of a large index; how many there are.

    With `if_moved` only if the index has grown or shrunk much since: the clock asks often.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM infocenter_searchentry")
        entries = cursor.fetchone()[0]
        cursor.execute("SELECT entries FROM infocenter_searchterm WHERE term = ''")
        then = cursor.fetchone()
        if if_moved and then and abs(entries - then[0]) <= max(COMMON, then[0] // 10):
            return 0
        part = min(100.0, 100.0 * SAMPLE / max(1, entries))
        cursor.execute("DELETE FROM infocenter_searchterm")
        cursor.execute(
            "INSERT INTO infocenter_searchterm (term, entries)"
            " SELECT '', %s::int UNION ALL SELECT word, (ndoc * 100 / %s::float)::int"
            " FROM ts_stat(format('SELECT body_tokens FROM infocenter_searchentry"
            " TABLESAMPLE SYSTEM (%%s) REPEATABLE (1)', %s::float)) WHERE ndoc >= %s",
            [entries, part, part, COMMON * part / 100],
        )
        return cursor.rowcount - 1


@contextmanager
def reading():
    """A cursor whose queries go by the GIN indexes: the planner takes reading through a small table
    for cheap, because it doesn't know that each row's tokens must be unpacked for it. Nor are they
    compiled, which takes 10 ms; and the list of a common word fits into the memory for it. One
    inside another costs hardly anything.
    """
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true),"
            " set_config('work_mem', '32MB', true)"
        )
        yield cursor


def _common(cursor, query: Query) -> dict[str, int]:
    cursor.execute(
        "SELECT term, entries FROM infocenter_searchterm WHERE term = ANY(%s)",
        [[token for term in query.terms for form in term.forms for token in form.split()]],
    )
    entries = dict(cursor.fetchall())
    forms = {form for term in query.terms for form in term.forms}
    return {form: min(entries.get(each, 0) for each in form.split()) for form in forms}


def _entries(cursor) -> int:
    """How many entries there are; if they are many, about how many."""
    cursor.execute(
        "SELECT CASE WHEN reltuples > 10000 THEN reltuples"
        " ELSE (SELECT COUNT(*) FROM infocenter_searchentry) END"
        " FROM pg_class WHERE oid = 'infocenter_searchentry'::regclass"
    )
    return int(cursor.fetchone()[0])


def _lists(cursor, query: Query, driving: list[Term]) -> dict[int, list[int]]:
    """The entries of each driving word, and those with the number."""
    where, values = _where(query, Filters())
    asked = [
        (number, "body_tokens", _one(term), MOST_LISTED) for number, term in enumerate(driving)
    ]
    asked.append((BY_NUMBER, "title_tokens", _number(query.numbers), 50))
    parts, given = [], []
    for number, column, text, limit in asked:
        if text:
            parts.append(
                f"(SELECT {number}, id FROM infocenter_searchentry"
                f" WHERE {column} @@ %s::tsquery{where} LIMIT {limit})"  # nosec B608  # see _where
            )
            given += [text, *values]
    lists: dict[int, list[int]] = defaultdict(list)
    if not parts:
        return lists
    cursor.execute(" UNION ALL ".join(parts), given)
    for number, entry_id in cursor.fetchall():
        lists[number].append(entry_id)
    return lists


def _where(query: Query, filters: Filters) -> tuple[str, list]:
    """What filters let through, and the question's exact phrases, numbers and exclusions.

    Columns are named by us; every word is bound.
    """
    where, values = filters.sql("infocenter_searchentry")
    parts = [*map(_phrases, query.exact), *map(_number, query.numbered)]
    parts += [f"!({_phrases(each)})" for each in query.without]
    if parts:
        where += " AND body_tokens @@ %s::tsquery"
        values.append(" & ".join(f"({each})" for each in parts))
    return where, values


def _phrases(alternatives: tuple[tuple[str, ...], ...]) -> str:
    return " | ".join(
        f"({' <-> '.join(map(_quoted, tokens))}"
        f"{':*' if len(tokens) == 1 and is_prefix(Term(tokens)) else ''})"
        for tokens in alternatives
    )


def _number(tokens: tuple[str, ...]) -> str:
    return " | ".join(f"{_quoted(each)}:B" for each in tokens)


def _scored(cursor, query: Query, ids: list[int], idf: dict[Term, float]) -> list[Candidate]:
    every = _every(query.terms)
    phrases = [" <-> ".join(map(_quoted, each)) for each in query.phrases]
    flags = [
        ("body_tokens @@ %s::tsquery", every),
        ("title_tokens @@ %s::tsquery", every),
        ("body_tokens @@ %s::tsquery", " | ".join(f"({each})" for each in phrases)),
        ("title_tokens @@ %s::tsquery", _number(query.numbers)),
    ]
    terms = list(map(_one, idf))
    # The rank of several tokens is divided by their number.
    ranks = ", ".join(
        f"{len(' '.join(term.forms).split())} * ts_rank('{{1,1,1,1}}', body_tokens, %s::tsquery)"
        for term in idf
    )
    in_title = ", ".join(["title_tokens @@ %s::tsquery"] * len(idf))
    given = [*terms, *terms]
    columns = ", ".join(condition if text else "FALSE" for condition, text in flags)
    given += [text for _condition, text in flags if text]
    cursor.execute(
        f"SELECT id, length(body_tokens), ARRAY[{ranks}]::real[], ARRAY[{in_title}]::boolean[],"
        f" {columns} FROM"
        " (SELECT id, title_tokens, body_tokens || ''::tsvector AS body_tokens"
        " FROM infocenter_searchentry"
        " WHERE id = ANY(%s) OFFSET 0) AS chosen",  # nosec B608  # a column for each word, bound
        [*given, ids],
    )
    rows = cursor.fetchall()
    usual = sum(row[1] for row in rows) / len(rows) if rows else 1
    idfs = list(idf.values())
    return [
        Candidate(entry_id, bm25.score(idfs, ranks, titles, length / (usual or 1)), *flags)
        for entry_id, length, ranks, titles, *flags in rows
    ]


def _every(terms) -> str:
    return " & ".join(map(_one, terms))


def _one(term: Term) -> str:
    star = ":*" if is_prefix(term) else ""
    forms = " | ".join(_quoted(form) + star for form in term.forms)
    return f"({forms})" if len(term.forms) > 1 else forms


def _quoted(form: str) -> str:
    """A form as a query: its tokens one after another."""
    escaped = form.replace("\\", "\\\\").replace("'", "''")
    return " <-> ".join(f"'{token}'" for token in escaped.split())
