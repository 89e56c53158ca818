"""What search promises, on every database: run it on each (FAROL_TEST_DATABASE)."""

import datetime

import pytest
from django.db import transaction

from infocenter import search
from infocenter.search import Entry
from infocenter.search.suggestions import suggest

pytestmark = pytest.mark.django_db


def entry(object_id=1, language="zh-hant", title="", **values) -> Entry:
    return Entry("document", object_id, language, title or f"Title {object_id}", **values)


def found(query, **options):
    return [hit.object_id for hit in search.match(query, **options).hits]


def plain(segments):
    return "".join(each.text for each in segments)


def marked(segments):
    return [each.text for each in segments if each.marked]


def test_what_is_indexed_is_found_and_what_is_removed_is_not():
    search.index([entry(1, title="公開資訊辦法"), entry(2, title="道路工程")])
    assert found("公開資訊") == [1]
    search.remove("document", 1)
    assert found("公開資訊") == []
    assert found("道路") == [2]


def test_indexing_again_replaces_every_language_of_the_object():
    search.index([entry(1, "pt", title="Orçamento"), entry(1, "en", title="Budget")])
    search.index([entry(1, "en", title="Accounts")])
    assert found("Orçamento") == found("Budget") == []
    assert found("Accounts") == [1]


def test_a_transaction_that_fails_leaves_the_index_as_it_was():
    search.index([entry(1, title="Budget")])
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        search.index([entry(1, title="Accounts"), entry(2, title="Budget of 2026")])
        raise ZeroDivisionError
    assert found("Budget") == [1]
    assert found("Accounts") == []


@pytest.mark.parametrize(
    "query", ["衛生局預算", "卫生局预算", "衞生局預算", "衛生局　預算", "預算 衛生局"]
)
def test_traditional_simplified_and_variants_find_the_same(query):
    search.index([entry(1, title="衞生局二〇二六年度預算"), entry(2, title="交通指引")])
    assert found(query) == [1]


@pytest.mark.parametrize(
    "query", ["informação pública", "INFORMACAO PUBLICA", "informações públicas"]
)
def test_accents_capitals_and_endings_dont_matter(query):
    search.index(
        [entry(1, "pt", title="Lei da informação pública"), entry(2, "pt", title="Mercados")]
    )
    assert found(query) == [1]


@pytest.mark.parametrize("query", ["3月", "月", "３月"])
def test_digits_beside_han_and_single_characters_are_found(query):
    search.index([entry(1, title="2026年3月報告"), entry(2, title="交通指引")])
    assert found(query) == [1]


@pytest.mark.parametrize(
    "query",
    ["23/2023", "第23/2023號", "23-2023", "n.º 23/2023", "2023/23", "023/2023", "２３／２０２３"],
)
def test_a_number_is_found_however_it_is_written(query):
    search.index(
        [
            entry(1, title="Regulamento", language="pt", number="23/2023"),
            entry(2, title="Regulamento 23", language="pt", number="24/2023", body="2023 " * 5),
        ]
    )
    assert found(query)[0] == 1


def test_an_exact_title_comes_before_longer_ones():
    search.index(
        [
            entry(1, title="土地法施行細則及土地法解釋"),
            entry(2, title="土地法"),
            entry(3, title="道路法", body="土地法 土地法 土地法 土地法"),
        ]
    )
    assert found("土地法")[0] == 2


def test_all_words_come_before_some():
    search.index(
        [
            entry(1, "en", title="Water", body="water water water water"),
            entry(2, "en", title="Notice", body="The water bill of the school."),
        ]
    )
    assert found("school water bill")[0] == 2


def test_a_superseded_document_comes_after_its_equal():
    same = {"title": "Parking rules", "body": "Where to park."}
    search.index([entry(1, "en", superseded=True, **same), entry(2, "en", **same)])
    assert found("parking rules") == [2, 1]


def test_among_equals_the_newer_comes_first():
    old, new = datetime.date(2020, 1, 1), datetime.date(2025, 1, 1)
    search.index([entry(1, "en", "Same", date=new), entry(2, "en", "Same", date=old)])
    assert found("same") == [1, 2]


def test_a_document_is_found_once_in_the_readers_language():
    search.index([entry(1, language, "Farol 2026") for language in ("pt", "en", "zh-hant")])
    for language in ("pt", "en", "zh-hant"):
        hits = search.match("Farol 2026", language=language).hits
        assert [(hit.object_id, hit.language) for hit in hits] == [(1, language)]


def test_the_readers_version_is_shown_if_it_too_has_all_the_words():
    """However much better the other version fits, being shorter or saying them in its title."""
    search.index(
        [
            entry(1, "pt", "Plano"),
            entry(1, "en", "Measures in the harbour", body="The plano is a map. " + "More. " * 99),
            entry(1, "zh-hant", "措施"),
            entry(2, "en", "Plano piloto of another city"),
        ]
    )
    for language, shown in (("en", "en"), ("pt", "pt"), ("zh-hans", "en"), ("zh-hant", "pt")):
        first = search.match("plano", language=language).hits[0]
        assert (first.object_id, first.language) == (1, shown)


def test_a_question_finds_the_passage_without_all_its_words():
    search.index(
        [
            entry(1, title="申請指引", body="申請人須於三十日內繳交費用。"),
            entry(2, title="公園", body="公園開放時間。"),
        ]
    )
    assert found("請問申請人多少日內要繳交費用？")[0] == 1


def test_filters_leave_only_what_they_say():
    search.index(
        [
            entry(1, title="Budget", department_id=1, type="budget"),
            entry(2, title="Budget", department_id=2, type="law"),
            Entry("policy", 1, "en", "Budget", department_id=1),
        ]
    )
    assert found("budget", narrow={"department": [2]}) == [2]
    assert found("budget", narrow={"type": ["budget"]}) == [1]
    hits = search.match("budget", kinds=["policy"]).hits
    assert [(hit.kind, hit.object_id) for hit in hits] == [("policy", 1)]


def test_pages_follow_each_other_without_gaps_or_repeats():
    search.index([entry(each, "en", f"Report {each}") for each in range(1, 26)])
    first = search.match("report", limit=10)
    assert (first.total, first.capped) == (25, False)
    second = search.match("report", limit=10, after=first.next)
    third = search.match("report", limit=10, after=second.next)
    seen = [hit.object_id for page in (first, second, third) for hit in page.hits]
    assert sorted(seen) == list(range(1, 26))
    assert third.next is None


def test_many_results_are_counted_beyond_the_candidates():
    search.index([entry(each, "en", f"Report {each}") for each in range(1, 401)])
    results = search.match("report")
    assert results.total == 400


def test_the_snippet_is_the_original_text_with_its_words_marked():
    body = "前言。" * 80 + "本局負責<審批>繁體字之申請。" + "後語。" * 80
    search.index([entry(1, title="指引", body=body)])
    hit = search.match("审批申请").hits[0]
    assert marked(hit.snippet) == ["審批", "申請"]
    assert plain(hit.snippet).strip("…") in body
    assert "<審批>" in plain(hit.snippet)


def test_marks_fall_on_whole_words_with_accents_and_ligatures():
    search.index([entry(1, "pt", "Guia", body="A ﬁscalização das obras públicas começa já.")])
    hit = search.match("fiscalizacao publica").hits[0]
    assert marked(hit.snippet) == ["ﬁscalização", "públicas"]


def test_the_title_is_marked_too():
    search.index([entry(1, "pt", "Lei das Águas")])
    assert marked(search.match("agua").hits[0].title) == ["Águas"]


@pytest.mark.parametrize(
    "query",
    ["", " ", "\0", '"', "'; DROP TABLE x; --", "NEAR(", "a AND", "*", "title:", "(", "\ud800",
     "^x", "&|!<->:*", "x" * 100_000, "字" * 100_000, "的", "the", "?!", "🏛", "\u202eabc",
     "-", "a\\"],
)  # fmt: skip
def test_no_query_is_an_error(query):
    search.index([entry(1, title="Title the 的 x")])
    search.match(query)
    suggest(query, "pt")
    suggest(query, "zh-hant")


def test_stop_words_alone_still_find_a_title():
    search.index([entry(1, "en", "The Who"), entry(2, "en", "Water")])
    assert found("the who") == [1]


def test_entries_of_an_older_analyzer_are_known():
    search.index([entry(1), entry(2)])
    assert not search.outdated().exists()
    search.outdated().model.objects.filter(object_id=1).update(analyzer=0)
    assert [each.object_id for each in search.outdated()] == [1]


def test_statistics_may_be_refreshed_and_change_nothing_that_is_found():
    search.index([entry(each, "en", f"Report {each}", body="water") for each in range(1, 6)])
    before = found("report 3 water")
    search.refresh_statistics()
    assert found("report 3 water") == before
    assert before[0] == 3


def test_a_very_long_text_is_indexed_and_found():
    body = "".join(chr(0x4E00 + each * 7 % 20000) for each in range(400_000)) + "末尾之詞"
    search.index([entry(1, title="長文", body="短", files=())])
    search.index(
        [entry(2, title="巨文", files=(search.FileText("a.pdf", "0" * 64, "開首之詞" + body),))]
    )
    assert found("開首之詞") == [2]
