"""The list of documents: filters with counts, orders, pages."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from infocenter.listing import PAGE
from tests.factories import infocenter as make
from tests.factories.organisation import department

pytestmark = pytest.mark.django_db


def titles(response):
    return re.findall(r'class="row-title"><a [^>]*>([^<]*)</a>', response.content.decode())


def link(response, rel):
    found = re.search(rf'rel="{rel}" href="([^"]+)"', response.content.decode())
    return found and found[1].replace("&amp;", "&")


def count_of(response, facet, value):
    pattern = rf'name="{facet}" value="{value}"[^>]*> .*?<span class="count">(\d+)</span>'
    found = re.search(pattern, response.content.decode())
    return found and int(found[1])


def published(title, **values):
    return make.published_document(translations=[make.texts("en", title=title)], **values)


def test_the_newest_come_first(client):
    for year in (2024, 2026, 2025):
        published(f"Of {year}", issue_date=f"{year}-03-01")
    assert titles(client.get("/en/documents/")) == ["Of 2026", "Of 2025", "Of 2024"]
    assert titles(client.get("/en/documents/?sort=oldest")) == ["Of 2024", "Of 2025", "Of 2026"]


def test_by_title_and_by_change(client):
    old = published("Beta", issue_date="2020-01-01", at=datetime(2020, 1, 1, tzinfo=UTC))
    published("Alpha", issue_date="2026-01-01", at=datetime(2026, 1, 1, tzinfo=UTC))
    make.next_edition(old)
    assert titles(client.get("/en/documents/?sort=title")) == ["Alpha", "Beta"]
    assert titles(client.get("/en/documents/?sort=changed")) == ["Beta", "Alpha"]


@pytest.mark.parametrize("sort", ["newest", "oldest", "title", "changed"])
def test_pages_show_everything_once_forwards_and_backwards(client, sort):
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(2 * PAGE + 3):
        published(f"Title {number % 7}-{number}", issue_date=f"2026-01-{number % 5 + 1:02}",
                  at=start + timedelta(minutes=number % 9))  # fmt: skip
    address, seen, pages = f"/en/documents/?sort={sort}", [], []
    while address:
        response = client.get(address)
        pages.append(titles(response))
        seen += pages[-1]
        last, address = response, link(response, "next")
        address = address and address
    assert [len(each) for each in pages] == [PAGE, PAGE, 3]
    assert len(set(seen)) == 2 * PAGE + 3
    back = client.get(link(last, "prev"))
    assert titles(back) == pages[1]
    first = client.get(link(back, "prev"))
    assert titles(first) == pages[0]
    assert link(first, "prev") is None


def test_filters_narrow_down_and_count(client):
    law, water = make.topic("law", name_en="Law"), make.topic("water", name_en="Water")
    ic, tb = department("IC"), department("TB")
    published("A", department=ic, type="law", topics=[law], issue_date="2025-01-01")
    published("B", department=ic, type="notice", topics=[law, water], issue_date="2026-01-01")
    published("C", department=tb, type="notice", topics=[water], issue_date="2026-02-01",
              files=["table.csv"])  # fmt: skip
    for query, expected in {
        "department=IC": {"A", "B"},
        "department=IC&department=TB": {"A", "B", "C"},
        "type=notice&topic=law": {"B"},
        "topic=law&topic=water": {"A", "B", "C"},
        "year=2026": {"B", "C"},
        "year=2025&year=2026&department=IC": {"A", "B"},
        "language=en": {"A", "B", "C"},
        "language=pt": set(),
        "format=text&format=table": {"C"},
    }.items():
        response = client.get(f"/en/documents/?{query}")
        assert set(titles(response)) == expected, query
        number = len(expected)
        assert f"<p>{number} document{'' if number == 1 else 's'}</p>" in response.content.decode()
    response = client.get("/en/documents/?department=IC")
    assert count_of(response, "type", "notice") == 1  # of this department
    assert count_of(response, "department", "TB") == 1  # as if no department were chosen
    assert count_of(response, "topic", "law") == 2
    assert count_of(response, "year", "2026") == 1


def test_each_filter_can_be_taken_away(client):
    published("A", department=department("IC"), type="law")
    text = client.get("/en/documents/?department=IC&type=law&sort=oldest").content.decode()
    assert 'href="/en/documents/?department=IC&amp;sort=oldest"' in text
    assert 'href="/en/documents/?type=law&amp;sort=oldest"' in text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("year=abcd", "“abcd” is not a year"),
        ("year=99999999999999999999", "is not a year"),
        ("topic=nothing", "There is no topic “nothing”"),
        ("type=drop", "There is no type “drop”"),
        ("format=exe", "There is no format “exe”"),
        ("language=kl", "We have no language “kl”"),
        ("department=ZZ", "There is no department “ZZ”"),
        ("sort=random", "There is no order “random”"),
        ("type=<script>", "There is no type “&lt;script&gt;”"),
    ],
)
def test_a_wrong_filter_is_said_and_loses_nothing_else(client, query, words):
    published("Kept", type="law")
    published("Left out", type="notice")
    response = client.get(f"/en/documents/?type=law&{query}")
    assert response.status_code == 200
    assert titles(response) == ["Kept"]
    assert words in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "after=x", "after=", "before=2026-13-45.1", "after=2026-01-01.0", "after=9999-12-31.9",
        "after=0000-00-00.1", "before=-1", "after=2026-01-01.99999999999999999999999",
        "sort=changed&after=99999999999999999.1", "sort=changed&before=abc",
        "sort=title&after=77777", "sort=title&after=999999999999999999999",
        "after=%00", "q=%ED%A0%80", "type=%00",
        "type=%ED%A0%80%ED%B0%80", "year=%D9%A1%D9%A2%D9%A3%D9%A4", "a=" + "x" * 100_000,
        "&".join(["type=law"] * 900), "after=２０２６-01-01.1", "year=2026%0a",
    ],
)  # fmt: skip
def test_hostile_addresses_get_a_page_or_a_refusal(client, query):
    published("A")
    assert client.get(f"/en/documents/?{query}").status_code in (200, 400)


def test_a_place_beyond_the_end_is_the_first_page(client):
    published("A", issue_date="2026-01-01")
    assert titles(client.get("/en/documents/?after=1990-01-01.1")) == ["A"]


def test_an_empty_portal_says_so(client):
    assert "Nothing has been published yet" in client.get("/en/documents/").content.decode()


def test_rows_show_the_best_language(client):
    make.published_document(translations=[make.texts("zh-hant", title="澳門氹仔圖書館開放時間")])
    assert titles(client.get("/zh-hant/documents/")) == ["澳門氹仔圖書館開放時間"]
    assert titles(client.get("/pt/documents/")) == ["澳門氹仔圖書館開放時間"]
    hans = client.get("/zh-hans/documents/")
    assert titles(hans)[0].startswith("澳门")
    assert 'lang="zh-Hans" hreflang="zh-Hans"' in hans.content.decode()
