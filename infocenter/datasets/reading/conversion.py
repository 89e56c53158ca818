"""From what is written in a cell to a value of the column's kind: expressions of SQL.

`value(name, wish)` is NULL where the cell holds nothing, or something of another kind. No word
of a file or a person is ever put into an expression: names are ours (`c0`, `c1`).
"""

from infocenter.datasets import kinds
from infocenter.datasets.reading import recognise
from infocenter.datasets.reading.job import Wish

_FROM = "".join(map(chr, recognise.PLAIN))
_TO = "".join(map(chr, recognise.PLAIN.values()))
_DROPPED = {kinds.POINT: ",+% \u00a0\u2009\u202f'’", kinds.COMMA: ".+% \u00a0\u2009\u202f'’"}
_DAY_FORMATS = {
    kinds.YMD: ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y年%m月%d号",
                "%Y年%m月%d號", "%Y %m %d"),
    kinds.DMY: ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y"),
    kinds.MDY: ("%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y", "%m %d %Y"),
    kinds.MONTH: ("%Y-%m", "%Y/%m", "%Y.%m", "%Y年%m月", "%m/%Y", "%m-%Y", "%m %Y", "%Y %m"),
}  # fmt: skip
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_SIMPLE = {
    kinds.INTEGER: "-?(0|[1-9][0-9]{0,17})",
    kinds.DECIMAL: "-?(0|[1-9][0-9]*)([.][0-9]+)?",
    kinds.DATE: _DAY,
    kinds.DATETIME: f"{_DAY}[ T][0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}",
}
_CLOCKS = ("%H:%M:%S", "%H:%M", "%H:%M:%S.%f")


def literal(words: str) -> str:
    """A literal of our own words: a path, a format."""
    return "'" + words.replace("'", "''") + "'"


def _list(words) -> str:
    return ", ".join(map(literal, words))


def macros() -> list[str]:
    """What expressions refer to: define these first."""
    first, turned = map(literal, recognise.MONTH_FIRST)
    months = f"regexp_replace(lower(v), {first}, {turned})"
    months = f"replace(replace(replace({months}, ' de ', ' '), ',', ' '), '.', ' ')"
    for name in sorted(recognise.MONTHS, key=len, reverse=True):
        months = f"replace({months}, {literal(name)}, {literal(str(recognise.MONTHS[name]))})"
    return [
        f"CREATE MACRO plain(v) AS translate(v, {literal(_FROM)}, {literal(_TO)})",
        f"CREATE MACRO present(v) AS CASE WHEN lower(v) IN ({_list(recognise.MISSING)}) "
        "THEN NULL ELSE v END",
        f"CREATE MACRO months(v) AS trim(regexp_replace({months}, '[-/ ]+', ' ', 'g'))",
        *(
            f"CREATE MACRO {writing}(v) AS translate(plain(v), "
            f"{literal(('.' if writing == kinds.POINT else ',') + _DROPPED[writing])}, '.')"
            for writing in (kinds.POINT, kinds.COMMA)
        ),
    ]


def value(name: str, wish: Wish, sql: str) -> str:
    """The value of the cell `name` as the SQL type `sql`."""
    if wish.kind == kinds.TEXT:
        return name
    present = f"present({name})"
    if wish.kind == kinds.BOOLEAN:
        return (
            f"CASE WHEN lower({name}) IN ({_list(recognise.TRUE)}) THEN true "
            f"WHEN lower({name}) IN ({_list(recognise.FALSE)}) THEN false END"
        )
    if wish.kind in kinds.NUMBERS:
        writing = wish.writing or kinds.POINT
        pattern = recognise.NUMBER[writing].replace("(?:", "(")
        fits = (
            f"regexp_full_match(plain({present}), {literal(pattern)}) "
            f"AND NOT regexp_full_match({present}, {literal(recognise.CODE)})"
        )
        return (
            f"CASE WHEN {is_simple(name, wish)} THEN try_cast({name} AS {sql}) "
            f"WHEN {fits} THEN try_cast({writing}({present}) AS {sql}) END"
        )
    return (
        f"CASE WHEN {is_simple(name, wish)} THEN try_cast({name} AS {sql}) "
        f"ELSE {_time(present, wish, sql)} END"
    )


def is_simple(name: str, wish: Wish) -> str:
    """Whether the cell is written as programs do, which most are: that is much quicker to read."""
    pattern = _SIMPLE[wish.kind]
    if wish.kind == kinds.DECIMAL and wish.writing == kinds.COMMA:
        pattern = _SIMPLE[kinds.INTEGER]
    return f"regexp_full_match({name}, {literal(pattern)})"


def _time(present: str, wish: Wish, sql: str) -> str:
    writing = wish.writing or kinds.YMD
    if wish.kind == kinds.DATE:
        return _strptime(present, _DAY_FORMATS[writing], sql)
    if writing == kinds.ZONED:
        return f"CAST(try_cast({present} AS TIMESTAMPTZ) AS {sql})"
    formats = [f"{day}{mark}{clock}" for day in _DAY_FORMATS[writing] for mark in (" ", "T")
               for clock in _CLOCKS]  # fmt: skip
    return _strptime(present, [*formats, *_DAY_FORMATS[writing]], sql)


def _strptime(present: str, formats, sql: str) -> str:
    plain = f"try_strptime(plain({present}), [{_list(formats)}])"
    named = f"try_strptime(months({present}), [{_list(formats)}])"
    return f"CAST(coalesce({plain}, {named}) AS {sql})"


def missing(name: str, wish: Wish) -> str:
    """Whether the cell holds nothing, for a column of this kind."""
    if wish.kind == kinds.TEXT:
        return f"{name} IS NULL"
    return f"present({name}) IS NULL"
