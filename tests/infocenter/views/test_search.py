"""The search page."""

import re

import pytest

from infocenter.indexing import refresh_document
from infocenter.models import Topic
from infocenter.search.meaning import store
from infocenter.states import DocumentType
from portal.files.models import StoredFile
from portal.organisation.models import Department
from tests.factories import infocenter as make
from tests.factories.organisation import department

pytestmark = pytest.mark.django_db


def found(client, query, language="en"):
    response = client.get(f"/{language}/search/?{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_a_document_is_found_with_its_words_marked(client):
    document = make.published_document(
        translations=[
            make.texts("en", title="Harbour dredging", body="Ships wait at the lighthouse.")
        ]
    )
    text = found(client, "q=lighthouse")
    assert "<mark>lighthouse</mark>" in text
    assert f'href="/en/documents/{document.pk}/"' in text
    assert "1 result<" in text


def test_results_can_be_narrowed(client):
    for code in ("IC", "TB"):
        make.published_document(
            department=department(code), translations=[make.texts("en", title=f"Lighthouse {code}")]
        )
    text = found(client, "q=lighthouse&department=TB")
    assert "1 result<" in text
    assert "Remove all filters" in text


def test_a_wrong_filter_is_left_out_and_said(client):
    make.published_document(translations=[make.texts("en", title="Lighthouse")])
    text = found(client, "q=lighthouse&type=nonsense")
    assert "There is no type “nonsense”; this filter was left out." in text
    assert "1 result<" in text


def test_nothing_found_leads_on(client):
    text = found(client, "q=xyzzy&department=IC")
    assert "Nothing was found for “xyzzy”" in text
    assert "Look through all documents" in text


def test_where_nothing_was_found_there_is_nothing_to_narrow_down(client):
    text = found(client, "q=xyzzy")
    assert "Narrow down" not in text
    assert "Best fit" not in text


def test_a_question_is_shown_as_text_only(client):
    assert "<b>" not in found(client, "q=<b>x</b>")


def test_traditional_results_are_shown_in_simplified(client):
    make.published_document(translations=[make.texts("zh-hant", title="圖書館開放時間")])
    assert "图书馆" in found(client, "q=图书馆", "zh-hans").replace("<mark>", "").replace(
        "</mark>", ""
    )


@pytest.mark.parametrize(
    "query",
    [
        "q=%00", "q=%ED%A0%80", "q=" + "a" * 100_000, "q=" + "文" * 3000, 'q="', "q=*", "q=NEAR(",
        "q=a AND OR NOT", "q=-", "q=a%00b", "q=x&after=-1", "q=x&after=99999999999999999999",
        "q=x&after=abc", "q=x&department=%00", "q=x&type=law&type=x", "q=%F0%9F%8C%8A", "q=(((((",
    ],
)  # fmt: skip
def test_hostile_questions_get_a_page(client, query):
    make.published_document()
    found(client, query)


def test_more_results_are_on_the_next_page(client):
    for number in range(25):
        make.published_document(translations=[make.texts("en", title=f"Lighthouse {number}")])
    text = found(client, "q=lighthouse")
    assert "after=10" in text
    assert text.count('class="document-row"') == 10
    assert found(client, "q=lighthouse&after=20").count('class="document-row"') == 5
    beyond = client.get("/en/search/?q=lighthouse&after=90")
    assert (beyond.status_code, beyond.url) == (302, "/en/search/?q=lighthouse")


def counts(text, facet):
    """What the page says of each value of a facet."""
    pattern = rf'name="{facet}" value="([^"]+)".*?class="count">(\d+)<'
    return {value: int(number) for value, number in re.findall(pattern, text)}


@pytest.fixture
def lighthouses():
    water = make.topic("water")
    for title, code, kind, files in (
        ("Lighthouse A", "IC", DocumentType.LAW, ["a.csv"]),
        ("Lighthouse B", "IC", DocumentType.REPORT, []),
        ("Lighthouse C", "TB", DocumentType.LAW, ["c.txt", "c.csv"]),
    ):
        make.published_document(
            department=department(code),
            type=kind,
            topics=[water] if files else [],
            files=files,
            translations=[make.texts("en", title=title), make.texts("pt", title="Farol")],
        )


def test_each_facet_is_counted_without_its_own_filter(client, lighthouses):
    text = found(client, "q=lighthouse&department=IC")
    assert counts(text, "department") == {"IC": 2, "TB": 1}
    assert counts(text, "type") == {"law": 1, "report": 1}
    assert counts(text, "topic") == {"water": 1}
    assert counts(text, "language") == {"en": 2}
    assert counts(text, "format") == {"table": 1}
    text = found(client, "q=lighthouse&department=IC&department=TB&type=law")
    assert counts(text, "department") == {"IC": 1, "TB": 1}
    assert "2 results<" in text


def test_a_department_can_be_named_in_the_question(client, lighthouses):
    named = Department.objects.get(code="TB")
    for name in ("tb", named.name_pt, named.name_zh_hant):
        assert "1 result<" in found(client, f'q=lighthouse department:"{name}"')
    assert "There is no department “XX”" in found(client, "q=lighthouse department:XX")


def test_the_order_stands_in_the_address(client, lighthouses):
    text = found(client, "q=lighthouse&sort=title")
    titles = re.findall(r"</mark> ([ABC])</a>", text)
    assert titles == ["A", "B", "C"]
    assert 'name="sort" value="title"' in text


def test_nothing_because_of_a_filter_says_how_much_there_is_without_it(client, lighthouses):
    make.published_document(department=department("TB"), type=DocumentType.REPORT)
    text = found(client, "q=lighthouse&department=TB&type=report")
    assert "Without “Type”" in text
    assert "Without “Department”" in text


def test_a_passage_in_a_file_leads_to_the_file(client):
    document = make.published_document(files=["census.txt"])
    stored = StoredFile.objects.get()
    StoredFile.objects.filter(pk=stored.pk).update(
        text="First.\fQuarterly seagull census.", text_state="ok"
    )
    refresh_document(document.pk)
    text = found(client, "q=seagull")
    base = f"/en/documents/{document.pk}/files/"
    where = re.search(rf'href="({base}\d+/text/\?page=2)#page-2"', text)
    assert 'id="page-2"' in client.get(where[1]).content.decode()
    assert "</a>, page 2<" in text


def test_a_search_asks_the_database_few_times(client, lighthouses, django_assert_max_num_queries):
    found(client, "q=lighthouse")
    with django_assert_max_num_queries(22):
        found(client, "q=lighthouse&type=law")


def test_wider_filters_count_a_document_of_several_topics_once(client):
    for slug in ("housing", "water", "parks"):
        make.topic(slug)
    make.published_document(
        translations=[make.texts("en", title="Lighthouse")],
        topics=list(Topic.objects.exclude(slug="parks")),
    )
    text = found(client, "q=lighthouse&topic=parks")
    assert 'Without “Topic”</a> <span class="count">1<' in text


def test_what_exists_only_in_another_language_has_a_block_of_its_own(client, endpoint):
    chinese = make.published_document(
        translations=[make.texts("zh-hant", title="收集時間", body="每晚收集垃圾。")]
    )
    store.catch_up()
    text = found(client, "q=rubbish")
    before, block = text.split("Also in other languages")
    assert f"/en/documents/{chinese.pk}/" in block
    assert 'lang="zh-Hant"' in block
    assert f"/en/documents/{chinese.pk}/" not in before
    assert "Nothing was found" not in text


def test_a_page_made_without_meaning_that_is_asked_for_is_not_kept(client, endpoint):
    make.published_document(translations=[make.texts("en", title="Rubbish", body="Waste.")])
    store.catch_up()
    assert "public" in client.get("/en/search/?q=rubbish").headers["Cache-Control"]
    endpoint.status = 500
    assert "no-store" in client.get("/en/search/?q=waste").headers["Cache-Control"]


def test_a_passage_links_to_the_heading_above_it(client):
    document = make.published_document(
        translations=[make.texts("en", title="Harbour", body="## Light\n\nLighthouse turns.")]
    )
    text = found(client, "q=lighthouse+turns")
    assert f'href="/en/documents/{document.pk}/#light"' in text
