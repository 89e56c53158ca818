"""Prepared queries answer what the ORM answers; outlines show what their template would."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from infocenter.models import Edition
from portal.pagecache.outlines import fill
from portal.prepared import Prepared
from tests.factories import infocenter as make

pytestmark = pytest.mark.django_db


def test_postgresql_plans_a_prepared_query_once():
    prepared = Prepared(lambda number: Edition.objects.filter(number=number).values_list("pk"))
    for number in ("1/IC", "2/IC", "1/IC"):
        assert prepared(number) == []
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT generic_plans + custom_plans FROM pg_prepared_statements"
                " WHERE statement LIKE '%%infocenter_edition%%number%%'"
            )
            assert cursor.fetchall() == [(3,)]


def test_a_prepared_query_answers_as_the_orm_does_for_all_kinds_of_values():
    for day in (1, 2, 3):
        make.published_document(issue_date=date(2026, 1, day), number=f"{day}/IC")

    def rows(numbers, day, moment, least):
        return (
            Edition.objects.filter(
                number__in=numbers,
                date__gte=day,
                published_at__gt=moment,
                edition_number__gte=least,
            )
            .order_by("date")
            .values_list("pk", "number", "date", "published_at", "is_current", "review_on")
        )

    prepared = Prepared(rows)
    moment = datetime(2020, 1, 1, tzinfo=UTC)
    for numbers, day in [
        (("1/IC", "3/IC"), date(2026, 1, 1)),
        (("1/IC", "2/IC"), date(2026, 1, 2)),
        (("3/IC",), date(2026, 1, 1)),
        (("'; DROP TABLE x; --", "%s"), date(2026, 1, 1)),
    ]:
        assert prepared(numbers, day, moment, 1) == list(rows(numbers, day, moment, 1))
    assert prepared(("1/IC",), date(2026, 1, 1), moment, 2) == []


SITE = {"language": "en", "prefix": "/", "origin": "", "rest": "/", "query": "", "canonical": ""}


def test_what_fills_a_gap_is_escaped_and_is_no_mark_itself():
    name = "infocenter/partials/order.html"
    text = fill(
        name, SITE, {"here": False}, {"words": "<b>\ue000address\ue001", "address": "/?a&b"}
    )
    assert text.strip() == '<a href="/?a&amp;b">&lt;b&gt;\ue000address\ue001</a>'
    assert "aria-current" in fill(name, SITE, {"here": True}, {"words": "x", "address": "y"})
