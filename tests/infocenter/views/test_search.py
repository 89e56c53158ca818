"""The search page."""

import pytest

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
    assert "1 document<" in text


def test_results_can_be_narrowed(client):
    for code in ("IC", "TB"):
        make.published_document(
            department=department(code), translations=[make.texts("en", title=f"Lighthouse {code}")]
        )
    text = found(client, "q=lighthouse&department=TB")
    assert "1 document<" in text
    assert "Search everywhere" in text


def test_a_wrong_filter_is_left_out_and_said(client):
    make.published_document(translations=[make.texts("en", title="Lighthouse")])
    text = found(client, "q=lighthouse&type=nonsense")
    assert "There is no such choice" in text
    assert "1 document<" in text


def test_nothing_found_leads_on(client):
    text = found(client, "q=xyzzy&department=IC")
    assert "Nothing was found for “xyzzy”" in text
    assert "Look through all documents" in text


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
    assert "after=20" in text
    assert text.count('class="document-row"') == 20
    assert found(client, "q=lighthouse&after=20").count('class="document-row"') == 5
