"""Counting searches: which question, how often, and nothing about who asked."""

from datetime import timedelta

import pytest
from django.utils import timezone

from infocenter import searches, services
from infocenter.models import PopularSearch, SearchCount
from infocenter.search.suggestions import suggest
from infocenter.searches import CountedSearches, digest, note, question_of
from tests.factories import infocenter as make

pytestmark = pytest.mark.django_db

SEARCH = "https://portal.example/en/search/?q=lighthouse"


def counted() -> list:
    searches.tally.flush()
    return list(SearchCount.objects.order_by("pk").values_list("asked", "opened", "question"))


@pytest.mark.parametrize(
    ("address", "question"),
    [
        ("/en/search/?q=Flood++gates", "Flood gates"),
        ("/zh-hant/search/?q=%E9%98%B2%E6%B4%AA&type=law", "防洪"),
        ("https://portal.example/pt/search/?type=law&q=a%00b", "a b"),
        ("/en/search/", ""),
        ("/en/search/?q=", ""),
        ("/en/search/suggestions/?q=flo", ""),
        ("/en/documents/?q=flood", ""),
        ("http://[/en/search/?q=x", ""),
        ("/en/search/?q=" + "a" * 81, ""),
        ("/en/search/?q=%ED%A0%80", "���"),
        ("/en/search/?q=maria@example.org", ""),
        ("/en/search/?q=6612+3456", ""),
        ("/en/search/?q=1/123456/7+5123456", ""),
        ("/en/search/?q=12/2026", "12/2026"),
    ],
)
def test_the_question_of_an_address(address, question):
    assert question_of(address) == question


def test_a_question_and_what_was_opened_from_it_are_counted():
    note("/en/search/?q=lighthouse", "")
    note("/pt/search/?q=LIGHTHOUSE", "https://portal.example/pt/")
    note("/en/documents/5/", SEARCH)
    note("/en/documents/5/", "https://portal.example/en/documents/")
    note("/en/documents/5/print/", SEARCH)
    assert counted() == [(2, 1, "")]


def test_another_page_or_filter_of_the_same_question_is_not_another_question():
    note("/en/search/?q=lighthouse&after=20", SEARCH)
    note("/en/search/?q=lighthouse&type=law", SEARCH)
    note("/en/search/?q=harbour", SEARCH)
    assert [asked for asked, _opened, _question in counted()] == [1]


def test_a_question_is_a_digest_until_it_was_asked_often_on_several_days():
    for _each in range(20):
        note("/en/search/?q=Maria+Silva", "")
    assert counted() == [(20, 0, "")]
    row = SearchCount.objects.get()
    assert "maria" not in str(vars(row)).lower()
    SearchCount.objects.update(last_day=row.last_day - timedelta(days=1))
    note("/en/search/?q=maria+silva", "")
    assert counted() == [(21, 0, "maria silva")]


class Page:
    """What a server hands to WSGI for a page."""

    def __init__(self, **changes):
        self.environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": "/en/search/",
            "QUERY_STRING": "q=lighthouse",
            **changes,
        }


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({}, 1),
        ({"REQUEST_METHOD": "HEAD"}, 0),
        ({"HTTP_IF_NONE_MATCH": '"x"'}, 0),
        ({"HTTP_COOKIE": "sessionid=staff"}, 0),
        ({"PATH_INFO": "/en/documents/"}, 0),
        ({"PATH_INFO": "/en/documents/5/", "QUERY_STRING": "", "HTTP_REFERER": SEARCH}, 1),
    ],
)
def test_only_pages_that_residents_fetch_are_counted(changes, number):
    app = CountedSearches(lambda environ, start_response: [b"page"])
    assert app(Page(**changes).environ, None) == [b"page"]
    assert searches.tally.pending.total() == number


def test_what_nginx_answers_by_itself_is_counted_from_its_log(settings, tmp_path):
    settings.FAROL_VAR_DIR = tmp_path
    lines = ["/en/search/?q=lighthouse -", f"/en/documents/5/ {SEARCH}", "\xff nonsense"]
    (tmp_path / searches.LOG).write_text("\n".join(lines), encoding="latin-1")
    assert searches.count_log() == 3
    assert counted() == [(1, 1, "")]
    assert searches.count_log() == 0


@pytest.fixture
def today():
    return timezone.localdate()


def test_rare_questions_are_forgotten_when_the_week_is_over(today):
    make.search_count("rare", today - timedelta(weeks=1), digest_only=True)
    make.search_count("new", digest_only=True)
    old = make.search_count("old", today - timedelta(weeks=60))
    services.settle_searches()
    assert list(SearchCount.objects.values_list("digest", flat=True)) == [digest("new")]
    assert not SearchCount.objects.filter(pk=old.pk).exists()


def test_the_clock_looks_what_is_found(today):
    make.published_document(translations=[make.texts("en", title="Lighthouse hours")])
    make.search_count("lighthouse")
    make.search_count("xyzzy")
    assert services.settle_searches() == 2
    assert dict(SearchCount.objects.values_list("question", "found")) == {
        "lighthouse": 1,
        "xyzzy": 0,
    }
    assert services.settle_searches() == 0


@pytest.fixture
def document():
    return make.published_document(translations=[make.texts("en", title="Opening of lighthouse")])


def suggested(typed="light"):
    return [each.text for each in suggest(typed, "en") if each.kind == "search"]


def test_what_many_searched_for_and_found_is_suggested(today, document):
    make.search_count("lighthouse")
    assert services.choose_popular_searches() == 1
    assert suggested() == ["lighthouse"]
    assert services.choose_popular_searches() == 0, "once a day"


@pytest.mark.parametrize(
    "counts", [{"asked": 9}, {"opened": 2}, {"days": 4}, {"question": "lighthouse of Maria"}]
)
def test_what_few_searched_for_or_no_public_text_holds_is_not_suggested(today, document, counts):
    make.search_count(**{"question": "lighthouse", **counts})
    services.choose_popular_searches()
    assert suggested() == []


def test_a_suggested_search_goes_with_the_text_that_holds_its_words(today, document):
    make.search_count("lighthouse")
    services.choose_popular_searches()
    services.withdraw_document(document, by=None, reason={"en": "By mistake."})
    assert suggested() == []


def test_a_hidden_search_stays_hidden(today, document):
    make.search_count("lighthouse")
    services.choose_popular_searches()
    services.hide_popular_search(PopularSearch.objects.get(), by=None, hidden=True)
    PopularSearch.objects.update(day=today - timedelta(days=1))
    services.choose_popular_searches()
    assert suggested() == []
    assert PopularSearch.objects.get().hidden
