"""The report of searches in admin, and as CSV."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from infocenter.models import PopularSearch
from portal.history.models import Event
from portal.organisation.roles import EDITOR, PUBLISHER
from tests.factories import infocenter as make
from tests.factories import organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture(autouse=True)
def _counts():
    make.search_count("dog licence", found=0, opened=0)
    make.search_count("parking", found=5, opened=1, asked=40)
    make.search_count("budget", found=5, opened=30, asked=40)
    make.search_count("=cmd", timezone.localdate() - timedelta(weeks=1), found=0)
    make.search_count("secret name", digest_only=True)


@pytest.fixture
def editor(client):
    client.force_login(organisation.member(EDITOR, organisation.department("OWN")))


def shown(client, query="") -> str:
    return client.get(reverse("admin:infocenter_searchcount_changelist") + query).content.decode()


@pytest.mark.parametrize(
    ("query", "questions"),
    [
        ("", {"dog licence", "parking", "budget", "=cmd"}),
        ("?outcome=nothing", {"dog licence", "=cmd"}),
        ("?outcome=left", {"parking"}),
    ],
)
def test_searches_that_led_nowhere_can_be_picked(client, editor, query, questions):
    text = shown(client, query)
    for each in ("dog licence", "parking", "budget", "=cmd"):
        assert (f">{each}</a>" in text) == (each in questions), each


def test_one_week_can_be_picked(client, editor):
    week = timezone.localdate() - timedelta(weeks=1)
    monday = week - timedelta(days=week.weekday())
    text = shown(client, f"?week={monday.isoformat()}")
    assert ">=cmd</a>" in text
    assert ">parking</a>" not in text


def test_the_rows_come_as_csv_without_formulas(client, editor):
    address = reverse("admin:infocenter_searchcount_csv")
    response = client.get(f"{address}?outcome=nothing")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "no-store" in response["Cache-Control"]
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "week,question,asked,opened,left,found"
    assert [line.split(",")[1:] for line in lines[1:]] == [
        ["dog licence", "20", "0", "20", "0"],
        ["'=cmd", "20", "8", "12", "0"],
    ]


def test_a_rare_question_is_nowhere(client, editor):
    assert "secret" not in shown(client)
    assert "secret" not in client.get(reverse("admin:infocenter_searchcount_csv")).content.decode()


def test_a_suggested_search_can_be_hidden(client):
    client.force_login(organisation.member(PUBLISHER, organisation.department("OWN")))
    popular = make.popular_search("budget")
    address = reverse("admin:infocenter_popularsearch_change", args=[popular.pk])
    client.post(address, {"hidden": "on"})
    assert PopularSearch.objects.get().hidden
    assert Event.objects.about(popular).get().verb == "search.hidden"


def test_filters_that_are_none_lead_from_the_table_to_the_list(client):
    client.force_login(organisation.user(is_superuser=True))
    answer = client.get(reverse("admin:infocenter_searchcount_csv"), {"class.loader[x]": "1"})
    assert answer["Location"] == reverse("admin:infocenter_searchcount_changelist")
