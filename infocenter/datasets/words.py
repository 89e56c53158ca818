"""What columns, groups, measures and operators are called on the page."""

from collections.abc import Mapping
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import override

from infocenter.datasets import kinds
from infocenter.datasets.published import ShownColumn
from infocenter.datasets.query import COUNT, Group, Measure
from infocenter.states import ColumnKind


def of_bucket(bucket: str) -> str:
    """How times are put together."""
    return {"year": _("year"), "quarter": _("quarter"), "month": _("month"), "day": _("day")}[
        bucket
    ]


def of_group(group: Group, columns: Mapping[str, ShownColumn]) -> str:
    """What stands above the groups."""
    name = str(columns[group.column].name)
    return f"{name} ({of_bucket(group.bucket)})" if group.bucket else name


def of_measure(measure: Measure, columns: Mapping[str, ShownColumn]) -> str:
    """What stands above the figures."""
    if measure.function == COUNT:
        return _("Number of rows")
    words = {
        "sum": _("%(column)s: sum"),
        "mean": _("%(column)s: mean"),
        "min": _("%(column)s: lowest"),
        "max": _("%(column)s: highest"),
    }[measure.function]
    return words % {"column": with_unit(columns[measure.column])}


def with_unit(column: ShownColumn) -> str:
    """The name, and in what it is measured."""
    return f"{column.name} ({column.unit})" if column.unit else str(column.name)


def of_filter(operator: str, column: ShownColumn, value: str) -> str:
    """A filter as people say it."""
    if operator == "empty":
        return _("is empty") if value == "1" else _("isn't empty")
    if operator in ("ge", "le") and column.kind in kinds.TIMES:
        words = _("from %(value)s") if operator == "ge" else _("until %(value)s")
    else:
        words = {
            "is": "%(value)s",
            "not": _("not %(value)s"),
            "has": _("contains “%(value)s”"),
            "starts": _("begins with “%(value)s”"),
            "ge": _("%(value)s or more"),
            "le": _("%(value)s or less"),
            "gt": _("more than %(value)s"),
            "lt": _("less than %(value)s"),
        }[operator]
    return words % {"value": value}


@lru_cache(maxsize=64)
def of_kind(kind: str, language: str) -> str:
    """What sort of values a column has."""
    with override(language):
        return str(ColumnKind(kind).label)
