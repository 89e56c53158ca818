"""An address is a question, or says what is wrong with it."""

from urllib.parse import parse_qsl

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as some

from infocenter.datasets import asking
from infocenter.datasets.query import Filter, Group, Measure, Sort
from tests.infocenter.datasets import samples

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("in_english")]


@pytest.fixture(scope="module")
def columns(tmp_path_factory):
    return samples.source_of(samples.read(tmp_path_factory.mktemp("asking"), samples.AIR)).columns


def ask(columns, query: str, language="en") -> asking.Asked:
    return asking.read(QueryDict(query), columns, language)


def test_everything_that_can_be_asked_is_written_back_as_it_was(columns):
    query = (
        "q=day&station.is=North&station.is=South&pm25.ge=10&date.le=2026-03-01&open.is=true"
        "&group=date.month&group=station&show=mean.pm25&show=count&sort=-mean.pm25&chart=line&page=2"
    )
    asked = ask(columns, query)
    assert asked.problems == ()
    assert asked.query.filters[:2] == (
        Filter("station", "is", "North"),
        Filter("station", "is", "South"),
    )
    assert asked.query.groups == (Group("date", "month"), Group("station"))
    assert asked.query.measures == (Measure("mean", "pm25"), Measure("count"))
    assert asked.query.sort == (Sort("mean.pm25", True),)
    assert parse_qsl(asked.address()[1:]) == parse_qsl(query)


def test_what_a_form_leaves_empty_is_no_part_of_the_address(columns):
    asked = ask(columns, "q=&station.is=&pm25.ge=&pm25.le=30&group=&show=&show=")
    assert asked.address() == "?pm25.le=30"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("foo.is=1", "no column “foo”"),
        ("pm25.has=1", "can't be compared by “has”. Possible are: is, not, ge"),
        ("pm25.ge=many", "wants a number"),
        ("pm25.ge=1e999", "wants a number"),
        ("date.ge=yesterday", "wants a date such as 2026-03-31"),
        ("date.ge=9999-99-99", "wants a date"),
        ("open.is=maybe", "wants true or false"),
        ("station.is=" + "x" * 300, "a text of up to 200"),
        ("group=foo", "no column “foo”"),
        ("group=station.month", "can't be put together by “month”"),
        ("show=sum.station", "“sum” can't be told"),
        ("show=drop.pm25", "“drop” can't be told"),
        ("sort=nothing", "can be ordered by “nothing”"),
        ("group=station&sort=pm25", "can be ordered by “pm25”"),
        ("group=date&group=station&group=open", "2 times at the most"),
        ("page=0", "no page “0”"),
        ("page=" + "9" * 40, "no page"),
        ("chart=pie", "no chart “pie”"),
        ("&".join(f"station.is={n}" for n in range(30)), "20 times at the most"),
    ],
)
def test_what_cant_be_asked_is_said(columns, query, said):
    assert any(said in each for each in ask(columns, query).problems)


def test_numbers_and_months_are_understood_as_the_reader_writes_them(columns):
    assert ask(columns, "pm25.ge=1.234,5", "pt").values == {"pm25.ge": ("1234.5",)}
    assert ask(columns, "pm25.ge=1,234.5").values == {"pm25.ge": ("1234.5",)}
    assert ask(columns, "date.ge=2026-02").values == {"date.ge": ("2026-02-01",)}


NAMES = some.sampled_from(
    ["q", "group", "show", "sort", "columns", "page", "chart", "station.is", "station.has",
     "pm25.ge", "pm25.empty", "date.le", "open.is", "nothing.is", "station.", ".is", "utm"]
)  # fmt: skip
WORDS = some.one_of(
    some.text(max_size=20),
    some.sampled_from(["station", "date.month", "mean.pm25", "-pm25", "1", "2026-01-01", "true"]),
)


@given(some.lists(some.tuples(NAMES, WORDS), max_size=8))
@settings(max_examples=60, deadline=None)
def test_an_address_that_was_written_is_read_as_the_same(columns, pairs):
    given_ = QueryDict(mutable=True)
    for name, value in pairs:
        given_.appendlist(name, value)
    asked = asking.read(given_, columns, "en")
    again = ask(columns, asked.address()[1:])
    assert again.query == asked.query
    assert again.address() == asked.address()
