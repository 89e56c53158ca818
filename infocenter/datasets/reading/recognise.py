"""What kind of values these are: numbers, dates, yes or no, or just text.

A kind is proposed for a sample of values; `conversion.py` proves it on all of them.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date

from infocenter.datasets import kinds
from infocenter.datasets.reading.job import Wish

# What people write where there is no value. In a column of text they stay as they are.
MISSING = ("-", "–", "—", "--", "..", "...", "…", "n/a", "na", "n.d.", "null", "#n/a", "x",
           "不適用", "不适用")  # fmt: skip
TRUE = ("true", "yes", "sim", "是", "有", "verdadeiro", "y")
FALSE = ("false", "no", "não", "nao", "否", "無", "无", "沒有", "没有", "falso", "n")

# Full-width digits and signs, and the minus of typography, as plain ones.
PLAIN = str.maketrans("０１２３４５６７８９．，％－−＋", "0123456789.,%--+")
_SPACE = "\u0020\u00a0\u2009\u202f'’"
_POWER = r"(?:[eE][+-]?\d{1,3})?"
NUMBER = {
    kinds.POINT: rf"[+-]?(?:\d+|\d{{1,3}}(?:[,{_SPACE}]\d{{3}})+)(?:\.\d+)?{_POWER}%?",
    kinds.COMMA: rf"[+-]?(?:\d+|\d{{1,3}}(?:[.{_SPACE}]\d{{3}})+)(?:,\d+)?%?",
}
CODE = r"[+-]?0\d+.*"  # begins with a zero: a code or a telephone number, and no number
_NUMBER = {writing: re.compile(pattern) for writing, pattern in NUMBER.items()}
_CODE = re.compile(CODE)
_FRACTION = {kinds.POINT: re.compile(r"[.eE%]"), kinds.COMMA: re.compile(r"[,%]")}
_MOST_DIGITS = 18
_LONGEST = 40  # characters of a number or a moment

_MONTHS = (
    "january janeiro jan|february fevereiro feb fev|march março marco mar|april abril apr abr|"
    "may maio mai|june junho jun|july julho jul|august agosto aug ago|"
    "september setembro sept sep set|october outubro oct out|november novembro nov|"
    "december dezembro dec dez"
)
MONTHS = {
    name: number for number, names in enumerate(_MONTHS.split("|"), 1) for name in names.split()
}
_DAY = {
    kinds.YMD: re.compile(r"(?P<y>\d{4})[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})[日号號]?"),
    kinds.DMY: re.compile(r"(?P<d>\d{1,2})[-/. ](?P<m>\d{1,2})[-/. ](?P<y>\d{4})"),
    kinds.MDY: re.compile(r"(?P<m>\d{1,2})[-/. ](?P<d>\d{1,2})[-/. ](?P<y>\d{4})"),
    kinds.MONTH: re.compile(
        r"(?P<y>\d{4})[-/.年](?P<m>\d{1,2})月?|(?P<m2>\d{1,2})[/ -](?P<y2>\d{4})"
    ),
}
MONTH_FIRST = (r"^([a-zç]+)\.? (\d{1,2}),? (\d{4})$", r"\2 \1 \3")  # March 5, 2026
_CLOCK = re.compile(r"([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?")
_ZONE = re.compile(r"(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})$")


def plain(value: str) -> str:
    """The value with full-width digits and signs as plain ones."""
    return value.translate(PLAIN)


def is_missing(value: str) -> bool:
    """Whether this stands for no value at all."""
    return not value or value.lower() in MISSING


def months_as_numbers(value: str) -> str:
    """`5 de março de 2026`, `05-Mar-2026`, `March 5, 2026`: as `5 3 2026` and the like."""
    value = re.sub(*MONTH_FIRST, value.lower())
    words = value.replace(" de ", " ").replace(",", " ").replace(".", " ").split()
    found = re.sub(r"[^\W\d_]+", lambda w: str(MONTHS.get(w[0], w[0])), " ".join(words))
    return re.sub(r"[-/ ]+", " ", found)


def kind_of(values: Iterable[str], favour_comma: bool = False) -> Wish:
    """The kind of a column of which these are (different, not empty) values."""
    sample = [plain(value) for value in values if not is_missing(value)]
    if not sample or any(len(value) > _LONGEST for value in sample):
        return Wish(kinds.TEXT)
    return _boolean(sample) or _number(sample, favour_comma) or _time(sample) or Wish(kinds.TEXT)


def nearly(values: Collection[str], favour_comma: bool = False) -> Wish | None:
    """The kind of most of these values, where few are of none: an editor should hear of them."""
    counts = Counter(kind_of([value], favour_comma) for value in values if not is_missing(value))
    if not counts:
        return None
    wish, number = counts.most_common(1)[0]
    return wish if wish.kind != kinds.TEXT and number * 10 >= counts.total() * 9 else None


def _boolean(sample: Collection[str]) -> Wish | None:
    lower = {value.lower() for value in sample}
    both = len(lower) > 1 and lower <= {*TRUE, *FALSE}
    return Wish(kinds.BOOLEAN) if both or lower <= {"true", "false"} else None


def _number(sample: Collection[str], favour_comma: bool) -> Wish | None:
    writings = (kinds.COMMA, kinds.POINT) if favour_comma else (kinds.POINT, kinds.COMMA)
    for writing in writings:
        fits = _NUMBER[writing].fullmatch
        if all(fits(value) and not _CODE.fullmatch(value) for value in sample):
            if any(_FRACTION[writing].search(value) for value in sample):
                return Wish(kinds.DECIMAL, writing)
            digits = max(sum(char.isdigit() for char in value) for value in sample)
            return Wish(kinds.INTEGER, writing) if digits <= _MOST_DIGITS else None
    return None


def _time(sample: Collection[str]) -> Wish | None:
    for read in (_days, _moments):
        found = read(sample) or read([months_as_numbers(value) for value in sample])
        if found:
            return found
    return None


def _days(sample: Collection[str]) -> Wish | None:
    for writing, pattern in _DAY.items():
        matches = [pattern.fullmatch(value) for value in sample]
        if all(match and _is_day(match) for match in matches):
            return Wish(kinds.DATE, writing)
    return None


def _is_day(match: re.Match) -> bool:
    parts = match.groupdict()
    year, month = parts["y"] or parts.get("y2"), parts["m"] or parts.get("m2")
    try:
        day = date(int(year or 0), int(month or 0), int(parts.get("d") or 1))
    except ValueError:
        return False
    return 1000 <= day.year <= 2999


def _moments(sample: Collection[str]) -> Wish | None:
    """A day, then `T` or a space, then the clock, perhaps an offset; at midnight just a day."""
    days, zoned = [], set()
    for value in sample:
        day, _mark, clock = value.replace("T", " ").rpartition(" ")
        bare = _ZONE.sub("", clock)
        if not _CLOCK.fullmatch(bare):
            days.append(value)
            continue
        days.append(day)
        zoned.add(bare != clock)
    found = _days(days) if len(zoned) == 1 else None
    if not found or found.writing == kinds.MONTH:
        return None
    if True in zoned:
        return Wish(kinds.DATETIME, kinds.ZONED) if found.writing == kinds.YMD else None
    return Wish(kinds.DATETIME, found.writing)
