"""Help while typing, on every database."""

import pytest

from infocenter import search
from infocenter.models import Topic
from infocenter.search import Entry
from infocenter.search.suggestions import LIMIT, suggest
from portal.organisation.models import Department
from tests.factories import infocenter as make

pytestmark = pytest.mark.django_db

HOUSING = "關於房屋局經濟房屋申請的公告"
SHIPS = "行政長官批示：船舶登記"


def entry(object_id=1, language="zh-hant", title="", **values) -> Entry:
    return Entry("document", object_id, language, title or f"Title {object_id}", **values)


def texts(typed, language="zh-hant", **options):
    return [each.text for each in suggest(typed, language, **options)]


@pytest.fixture
def titles():
    search.index([entry(1, title=HOUSING), entry(2, title=SHIPS)])


def test_titles_that_begin_so_come_before_those_that_hold_it():
    search.index([entry(1, "pt", "Execução do orçamento"), entry(2, "pt", "Orçamento de 2026")])
    assert texts("orca", "pt") == ["Orçamento de 2026", "Execução do orçamento"]
    assert texts("zzz", "pt") == []


def test_a_thing_is_suggested_once_in_the_language_that_fits_the_reader_best():
    search.index([entry(1, "en", "Budget of Macau"), entry(1, "pt", "Budget de Macau")])
    assert texts("budget", "pt") == ["Budget de Macau"]
    assert texts("budget", "en") == ["Budget of Macau"]


def test_traditional_is_suggested_in_simplified_to_who_reads_that(titles):
    found = suggest("关于", "zh-hans")
    assert [(each.text, each.lang, each.kind) for each in found] == [
        ("关于房屋局经济房屋申请的公告", "zh-Hans", "title")
    ]


@pytest.mark.parametrize(
    "typed", ["guanyu", "guan yu", "fangwuju", "fangw", "fang wu ju", "jingjifangwu", "shenqing"]
)
def test_titles_are_found_by_pinyin_also_in_their_middle(titles, typed):
    assert texts(typed) == [HOUSING]


@pytest.mark.parametrize("typed", ["gwaanjyu", "fonguk", "fongukguk", "ging zai", "sancing"])
def test_titles_are_found_by_jyutping(titles, typed):
    assert texts(typed) == [HOUSING]


@pytest.mark.parametrize(("typed", "title"), [("gyfw", HOUSING), ("xzzg", SHIPS), ("cbdj", SHIPS)])
def test_titles_are_found_by_the_initials_of_each_part(titles, typed, title):
    assert texts(typed) == [title]


def test_letters_that_are_no_syllables_find_nothing_by_ear(titles):
    assert texts("qqqqq") == texts("housing") == texts("a" * 60) == []


def test_a_withdrawn_title_is_gone_at_once(titles):
    search.remove("document", 1)
    assert texts("fangwuju") == texts("gyfw") == texts("關於") == []


@pytest.fixture
def names():
    Department.objects.create(
        code="IH", name_zh_hant="房屋局", name_pt="Instituto de Habitação", name_en="Housing Bureau"
    )
    Topic.objects.create(slug="transport", name_zh_hant="交通運輸", name_pt="Transportes")


@pytest.mark.parametrize(
    "typed", ["房", "屋局", "fwj", "fangwu", "fonguk", "IH", "habitação", "hous"]
)
def test_departments_are_suggested_by_any_of_their_names(names, typed):
    assert [(each.text, each.kind) for each in suggest(typed, "zh-hant")] == [
        ("房屋局", "department")
    ]
    assert texts(typed, "pt") == ["Instituto de Habitação"]


def test_topics_are_suggested(names):
    assert [(each.text, each.kind) for each in suggest("jiaotong", "pt")] == [
        ("Transportes", "topic")
    ]


def test_no_more_are_suggested_than_asked_for():
    search.index([entry(number, "en", f"Budget {number}") for number in range(30)])
    assert len(texts("budget", "en")) == LIMIT
    assert len(texts("budget", "en", limit=3)) == 3


def test_drafts_and_withdrawn_documents_are_not_suggested():
    make.draft_document(translations=[make.texts("en", title="Secret harbour")])
    make.withdrawn_document(translations=[make.texts("en", title="Secret lighthouse")])
    assert texts("secret", "en") == []
