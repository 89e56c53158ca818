"""Pages by key: rows that are added or taken away meanwhile shift no page and repeat no row."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import DateField, DateTimeField, Q, QuerySet
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from rest_framework.request import Request

from portal.context_processors import origin
from portal.rest.problems import Problem, wrong_parameter

USUAL, MOST = 20, 100
LARGEST = 2**63 - 1


@dataclass(frozen=True)
class Order:
    """An order of rows: by a field that is never null, then by one that differs in all of them."""

    field: str
    unique: str = "pk"
    descending: bool = True

    def after(self, rows: QuerySet, value, unique) -> QuerySet:
        """What comes after a place."""
        step = "lt" if self.descending else "gt"
        if self.field == self.unique:
            return rows.filter(**{f"{self.unique}__{step}": unique})
        return rows.filter(
            Q(**{f"{self.field}__{step}": value}) | Q(**{f"{self.unique}__{step}": unique}),
            **{f"{self.field}__{step}e": value},  # a range that an index can follow
        )

    def of(self, rows: QuerySet) -> QuerySet:
        """The rows in this order."""
        sign = "-" if self.descending else ""
        names = dict.fromkeys((self.field, self.unique))
        return rows.order_by(*(f"{sign}{each}" for each in names))

    def value(self, rows: QuerySet, text: str):
        """What a cursor says of the field, as the database compares it."""
        field = _field(rows.model, self.field)
        if isinstance(field, DateTimeField):
            return parse_datetime(text)
        if isinstance(field, DateField):
            return parse_date(text)
        return text


def _field(model, path: str):
    *steps, last = path.split("__")
    for each in steps:
        model = model._meta.get_field(each).related_model
    return model._meta.pk if last == "pk" else model._meta.get_field(last)


@dataclass(frozen=True)
class Page:
    """Some rows, and the address of those that follow."""

    rows: list
    next: str | None


def page(request: Request, rows: QuerySet, orders: Mapping[str, Order]) -> Page:
    """The page of `rows` that the address asks for; `orders` by name, the first one is usual.

    `rows` may be of `values_list`, whose last two columns then are the order's field and `unique`.
    """
    name = sort_of(request, orders)
    order, limit = orders[name], _limit(request)
    cursor = request.query_params.get("cursor")
    if cursor:
        rows = order.after(rows, *_read(cursor, name, order, rows))
    found = list(order.of(rows)[: limit + 1])
    more, found = len(found) > limit, found[:limit]
    return Page(found, _next(request, _written(name, order, found[-1])) if more else None)


def sort_of(request: Request, orders: Mapping[str, Order]) -> str:
    """The name of the order that the address asks for."""
    name = request.query_params.get("sort") or next(iter(orders))
    if name not in orders:
        raise wrong_parameter("sort", _("This is none of the possible values."), "invalid_choice")
    return name


def _limit(request: Request) -> int:
    text = request.query_params.get("limit")
    if text is None:
        return USUAL
    if not (text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= MOST):
        raise wrong_parameter("limit", _("A number from 1 to %(most)d.") % {"most": MOST})
    return int(text)


def _written(name: str, order: Order, row: Any) -> str:
    if isinstance(row, tuple):
        value, unique = row[-2:]
    else:
        value, unique = (_reach(row, each) for each in (order.field, order.unique))
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    told = json.dumps([name, text, unique]).encode()
    return base64.urlsafe_b64encode(told).decode().rstrip("=")


def _reach(row: Any, path: str):
    for each in path.split("__"):
        row = getattr(row, each)
    return row


def _read(cursor: str, name: str, order: Order, rows: QuerySet) -> tuple:
    """The place that a cursor names."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        told = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        written_for, text, unique = told
        value = order.value(rows, text)
        if written_for != name or value is None or not 0 < unique <= LARGEST:
            raise ValueError
        if not isinstance(unique, int) or (isinstance(value, str) and "\0" in value):
            raise ValueError
    except (ValueError, TypeError, binascii.Error, RecursionError):
        message = _("This cursor is none that was given for this list in this order.")
        raise Problem("not-found", message) from None
    return value, unique


def _next(request: Request, cursor: str) -> str:
    pairs = [(k, v) for k, found in request.query_params.lists() for v in found if k != "cursor"]
    return f"{origin(request)}{request.path}?{urlencode([*pairs, ('cursor', cursor)])}"
