"""What a reader asks of a table: read from the address, and written back into it.

`station.is=North`, `pm25.ge=30`, `q=words`, `group=date.month`, `show=mean.pm25`, `sort=-date`,
`columns=date`, `page=2`, `chart=line`. What can't be asked is said, and nothing is guessed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from infocenter.datasets import kinds, query
from infocenter.datasets.published import ShownColumn
from infocenter.datasets.query import Filter, Group, Measure, Query, Sort
from infocenter.filters import UNSEEN, said

CHARTS = ("bar", "line", "none")
LONGEST = 200  # characters of a value
FURTHEST = 1_000_000  # page
_NUMBER = re.compile(r"[+-]?\d{1,30}(\.\d{1,30})?([eE][+-]?\d{1,2})?", re.A)
_TRUE, _FALSE = ("true", "1", "yes"), ("false", "0", "no")

Pairs = list[tuple[str, str]]
Made = tuple[str, Filter]  # the value as addresses have it, and what the engine is asked


@dataclass(frozen=True)
class Asked:
    """A query as its address has it. With `problems` it can't be answered."""

    query: Query
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # filters as written
    chart: str = ""
    problems: tuple[str, ...] = ()

    def pairs(self) -> Pairs:
        """The parameters of the address."""
        asked = self.query
        pairs = [("q", asked.words)] if asked.words else []
        pairs += [(name, value) for name, values in self.values.items() for value in values]
        pairs += [("group", each.name) for each in asked.groups]
        pairs += [("show", each.name) for each in asked.measures]
        pairs += [("columns", key) for key in asked.columns]
        pairs += [("sort", f"{'-' * each.descending}{each.name}") for each in asked.sort]
        pairs += [("chart", self.chart)] if self.chart else []
        return pairs + ([("page", str(asked.page))] if asked.page > 1 else [])

    def address(self) -> str:
        """The query of the address, with its `?`; empty if nothing is asked."""
        pairs = self.pairs()
        return f"?{urlencode(pairs)}" if pairs else ""

    def turned(self, page: int) -> "Asked":
        """Another page of the same."""
        return replace(self, query=replace(self.query, page=page))

    def sorted_by(self, name: str, descending: bool) -> "Asked":
        """The same in another order."""
        return replace(self, query=replace(self.query, sort=(Sort(name, descending),), page=1))

    def charted(self, chart: str) -> "Asked":
        """The same as another chart."""
        return replace(self, chart=chart)

    def without(self, name: str, value: str) -> "Asked":
        """The same without one value of a filter, or without the words."""
        if name == "q":
            return replace(self, query=replace(self.query, words="", page=1))
        values = {
            key: tuple(each for each in found if (key, each) != (name, value))
            for key, found in self.values.items()
        }
        left = {key: found for key, found in values.items() if found}
        return replace(self, values=left, query=replace(self.query, page=1))


class _Reading:
    """One address on its way to a query."""

    def __init__(self, given: QueryDict, columns: Mapping[str, ShownColumn], language: str):
        self.given, self.columns, self.language = given, columns, language
        self.problems: list[str] = []

    def read(self) -> Asked:
        words = UNSEEN.sub(" ", self.given.get("q", "")).strip()
        if len(words) > LONGEST:
            self.problems.append(_("The words to search for are too long."))
            words = ""
        values, filters = self._filters()
        groups = self._groups()
        measures = self._measures()
        grouped = bool(groups or measures)
        columns = () if grouped else self._shown()
        asked = Query(" ".join(words.split()), filters, groups, measures, columns, (), self._page())
        asked = replace(asked, sort=self._sort(asked))
        return Asked(asked, values, self._chart(grouped), tuple(self.problems))

    def _all(self, name: str, most: int) -> list[str]:
        """The different values of a parameter, in their order."""
        found = list(dict.fromkeys(filter(None, map(str.strip, self.given.getlist(name)))))
        if len(found) > most:
            self.problems.append(
                _("“%(name)s” can be given %(most)d times at the most.")
                % {"name": name, "most": most}
            )
        return found[:most]

    def _column(self, key: str) -> ShownColumn | None:
        column = self.columns.get(key)
        if column is None:
            self.problems.append(_("There is no column “%(value)s”.") % said(key))
        return column

    # --- Filters -------------------------------------------------------------------------------

    def _filters(self) -> tuple[dict[str, tuple[str, ...]], tuple[Filter, ...]]:
        values: dict[str, tuple[str, ...]] = {}
        filters: list[Filter] = []
        for name in self.given:
            key, dot, operator = name.partition(".")
            wanted = self._all(name, query.MOST_FILTERS) if dot else []
            column = self._column(key) if wanted else None
            if column is None:
                continue
            if operator not in query.OPERATORS[column.kind]:
                self.problems.append(
                    _("“%(column)s” can't be compared by “%(operator)s”. Possible are: %(all)s.")
                    % {
                        "column": column.name,
                        "operator": said(operator)["value"],
                        "all": ", ".join(query.OPERATORS[column.kind]),
                    }
                )
                continue
            found = [self._filter(column, operator, each) for each in wanted]
            good = [each for each in found if each is not None]
            if good:
                values[name] = tuple(dict.fromkeys(written for written, _filter in good))
                filters += [made for _written, made in good]
        if len(filters) > query.MOST_FILTERS:
            self.problems.append(
                _("There are too many filters: %(most)d are possible.")
                % {"most": query.MOST_FILTERS}
            )
        return values, tuple(dict.fromkeys(filters[: query.MOST_FILTERS]))

    def _filter(self, column: ShownColumn, operator: str, value: str) -> Made | None:
        """The value as addresses have it, and what the engine is asked."""
        if operator == "empty":
            if value in ("0", "1"):
                return value, Filter(column.key, operator, value)
            return self._no_value(column, value, _("1 or 0"))
        if column.kind == kinds.TEXT:
            clean = UNSEEN.sub("", value).strip()
            if not clean or len(clean) > LONGEST:
                return self._no_value(column, value, _("a text of up to 200 characters"))
            return clean, Filter(column.key, operator, clean)
        if column.kind == kinds.BOOLEAN:
            if value.lower() in (*_TRUE, *_FALSE):
                word = "true" if value.lower() in _TRUE else "false"
                return word, Filter(column.key, operator, word)
            return self._no_value(column, value, _("true or false"))
        if column.kind in kinds.NUMBERS:
            number = number_of(value, self.language)
            if number is None:
                return self._no_value(column, value, _("a number"))
            return number, Filter(column.key, operator, number)
        return self._moment(column, operator, value)

    def _moment(self, column: ShownColumn, operator: str, value: str) -> Made | None:
        text = f"{value}-01" if re.fullmatch(r"\d{4}-\d\d", value, re.A) else value
        try:
            if column.kind == kinds.DATE:
                day = date.fromisoformat(text).isoformat()
                return day, Filter(column.key, operator, day)
            moment = datetime.fromisoformat(text).replace(tzinfo=None)
            if len(text) == 10 and operator in ("le", "gt"):  # to the end of the day, after it
                following = (moment + timedelta(days=1)).isoformat()
                return text, Filter(column.key, "lt" if operator == "le" else "ge", following)
        except (ValueError, OverflowError):
            return self._no_value(column, value, _("a date such as 2026-03-31"))
        return text, Filter(column.key, operator, moment.isoformat())

    def _no_value(self, column: ShownColumn, value: str, wanted: str) -> Made | None:
        self.problems.append(
            _("“%(value)s” doesn't fit the column “%(column)s”, which wants %(wanted)s.")
            % {**said(value), "column": column.name, "wanted": wanted}
        )
        return None

    # --- The rest ------------------------------------------------------------------------------

    def _groups(self) -> tuple[Group, ...]:
        found = []
        for name in self._all("group", query.MOST_GROUPS):
            key, _dot, bucket = name.partition(".")
            column = self._column(key)
            if column and bucket and bucket not in query.buckets(column.kind):
                self.problems.append(
                    _("“%(column)s” can't be put together by “%(value)s”.")
                    % {**said(bucket), "column": column.name}
                )
            elif column:
                found.append(Group(key, bucket))
        return tuple(found)

    def _measures(self) -> tuple[Measure, ...]:
        found = []
        for name in self._all("show", query.MOST_MEASURES):
            function, _dot, key = name.partition(".")
            if name == query.COUNT:
                found.append(Measure(query.COUNT))
                continue
            column = self._column(key)
            if column and function not in query.functions(column.kind):
                self.problems.append(
                    _("“%(value)s” can't be told of the column “%(column)s”.")
                    % {**said(function), "column": column.name}
                )
            elif column:
                found.append(Measure(function, key))
        return tuple(found)

    def _shown(self) -> tuple[str, ...]:
        wanted = self._all("columns", len(self.columns) or 1)
        found = tuple(each for each in wanted if self._column(each))
        return () if set(found) == set(self.columns) else found

    def _sort(self, asked: Query) -> tuple[Sort, ...]:
        if asked.is_grouped:
            measures = asked.measures or (Measure(query.COUNT),)
            known: Iterable[str] = {
                *(each.name for each in asked.groups),
                *(each.name for each in measures),
            }
        else:
            known = self.columns
        found = []
        for name in self._all("sort", query.MOST_SORTS):
            bare = name.removeprefix("-")
            if bare in known:
                found.append(Sort(bare, name.startswith("-")))
            else:
                self.problems.append(_("Nothing here can be ordered by “%(value)s”.") % said(bare))
        return tuple(found)

    def _chart(self, grouped: bool) -> str:
        chart = self.given.get("chart", "").strip()
        if chart and chart not in CHARTS:
            self.problems.append(_("There is no chart “%(value)s”.") % said(chart))
            return ""
        return chart if grouped else ""

    def _page(self) -> int:
        text = self.given.get("page", "").strip() or "1"
        if text.isdecimal() and len(text) < 10 and 1 <= int(text) <= FURTHEST:
            return int(text)
        self.problems.append(_("There is no page “%(value)s”.") % said(text))
        return 1


def read(given: QueryDict, columns: Mapping[str, ShownColumn], language: str) -> Asked:
    """What the address asks of a table with these columns."""
    return _Reading(given, columns, language).read()


def number_of(value: str, language: str) -> str | None:
    """A number as people of the language write it, as `1234.5`; None if it isn't one."""
    text = value.replace(" ", "").replace("\u00a0", "").replace("\u202f", "").replace("−", "-")
    if language == "pt" and "," in text:
        text = text.replace(".", "").replace(",", ".")
    text = text.replace(",", "")
    if not _NUMBER.fullmatch(text):
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return f"{number:f}" if abs(number.adjusted()) < 60 else None
