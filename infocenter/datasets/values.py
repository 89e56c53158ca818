"""Values as the language writes them: numbers, days, yes and no."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from infocenter.datasets import kinds
from infocenter.datasets.published import ShownColumn
from infocenter.datasets.query import COUNT, Group, Measure

_SWAPPED = str.maketrans({",": "\u00a0", ".": ","})
_YEARS = (1500, 2200)  # whole numbers between are years: 2026, not 2,026


def number(value: float, language: str, decimals: int | None = None) -> str:
    """A number with its thousands parted; without superfluous zeros if no decimals are asked."""
    if isinstance(value, int) and not decimals:
        text = f"{value:,}"
    elif decimals is None:
        text = f"{value:,.4f}" if abs(value) >= 0.001 or not value else f"{value:.4g}"
        text = text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text
    else:
        text = f"{value:,.{decimals}f}"
    if language == "pt":
        text = text.translate(_SWAPPED)
        whole = text.partition(",")[0]
        if len(whole.lstrip("-")) == 5:  # 1 234: four digits stay together
            text = text.replace("\u00a0", "", 1)
    return text.replace("-", "−", 1) if value < 0 else text


@lru_cache(maxsize=8192)
def moment(value: str, form: str, language: str) -> str:
    """A day, month, quarter, year or moment of ISO 8601."""
    day = datetime.fromisoformat(value)
    with override(language):
        if form == "year":
            return str(day.year)
        if form == "quarter":
            quarter = {"year": day.year, "number": (day.month + 2) // 3}
            return _("%(year)d, quarter %(number)d") % quarter
        if form == kinds.MONTH:
            return date_format(day, "YEAR_MONTH_FORMAT")
        if form == kinds.DATETIME:
            return date_format(day, "SHORT_DATETIME_FORMAT")
        return date_format(day, "DATE_FORMAT")


def cell(value: Any, column: ShownColumn, language: str) -> str:
    """A value of a column; empty where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if column.kind in kinds.TIMES:
        form = kinds.MONTH if column.writing == kinds.MONTH else column.kind
        return moment(str(value), form, language)
    if column.kind == kinds.INTEGER and is_years(column):
        return str(value)
    if column.kind in kinds.NUMBERS:
        return number(value, language, decimals_of(column))
    return str(value)


def grouped(value: Any, group: Group, column: ShownColumn, language: str) -> str:
    """What a group has in common."""
    if value is None:
        return _("(empty)")
    if group.bucket:
        return moment(str(value), group.bucket, language)
    return cell(value, column, language)


def measured(
    value: Any, measure: Measure, columns: Mapping[str, ShownColumn], language: str
) -> str:
    """What is told of a group."""
    if value is None:
        return ""
    if measure.function == COUNT:
        return number(value, language)
    column = columns[measure.column]
    if measure.function == "mean":
        return number(value, language, max(decimals_of(column) or 0, 1) + 1)
    if measure.function == "sum" and column.kind == kinds.INTEGER:
        return number(value, language)
    return cell(value, column, language)


def decimals_of(column: ShownColumn) -> int | None:
    """How many decimals all values of the column are written with; None: as many as each has."""
    sql = column.field.sql
    return int(sql.partition(",")[2].rstrip(")")) if sql.startswith("DECIMAL(") else None


def is_years(column: ShownColumn) -> bool:
    """Whether these whole numbers look like years."""
    low, high = (column.statistics.get(each) for each in ("min", "max"))
    return isinstance(low, int) and isinstance(high, int) and _YEARS[0] <= low <= high <= _YEARS[1]


def day_of(value: Any) -> date | None:
    """The day of a value that came as text."""
    return None if value is None else datetime.fromisoformat(str(value)).date()


def figure(value: Any, column: ShownColumn, language: str) -> str:
    """A figure of the statistics: decimals come as texts there."""
    if column.kind == kinds.DECIMAL and isinstance(value, str):
        value = float(value)
    return cell(value, column, language)
