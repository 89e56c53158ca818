"""The first page that residents see."""

import pytest

from portal import languages
from tests.factories import infocenter as make
from tests.factories.organisation import department

pytestmark = pytest.mark.django_db


def html(client, language="en"):
    return client.get(f"/{language}/").content.decode()


@pytest.mark.parametrize("language", languages.CODES)
def test_home_answers_in_each_language_before_anything_is_published(client, language):
    answer = client.get(f"/{language}/")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert 'id="home-search"' in answer.content.decode()


def test_home_shows_new_documents_in_the_reader_s_language(client):
    make.published_document(
        translations=[
            make.texts("en", title="Harbour plan"),
            make.texts("pt", title="Plano do porto"),
        ]
    )
    assert "Harbour plan" in html(client)
    assert "Plano do porto" in html(client, "pt")


def test_a_title_in_another_language_is_marked_as_such(client):
    make.published_document(translations=[make.texts("zh-hant", title="港口計劃")])
    assert 'lang="zh-Hant" hreflang="zh-Hant">港口計劃</a>' in html(client)


def test_simplified_is_made_where_nobody_wrote_it(client):
    make.published_document(translations=[make.texts("zh-hant", title="港口計劃")])
    assert "港口计划" in html(client, "zh-hans")


def test_home_shows_nothing_that_is_not_public(client):
    make.draft_document(translations=[make.texts("en", title="Secret draft")])
    make.document_in_review(translations=[make.texts("en", title="Secret review")])
    make.scheduled_document(translations=[make.texts("en", title="Secret tomorrow")])
    make.withdrawn_document(translations=[make.texts("en", title="Secret withdrawn")])
    assert "Secret" not in html(client)


def test_home_counts_documents_and_topics_that_can_be_read(client):
    topic = make.topic("harbour", name_en="Harbour")
    unused = make.topic("unused", name_en="Nobody wrote")
    make.published_document(topics=[topic])
    make.published_document(topics=[topic])
    make.draft_document(topics=[topic, unused])
    page = html(client)
    assert "2 documents" in page
    assert '<span lang="en">Harbour</span> <span class="count">2</span>' in page
    assert "Nobody wrote" not in page


def test_home_leads_to_documents_and_policies(client):
    page = html(client)
    for address in ("/en/documents/", "/en/policies/"):
        assert f'<a class="card-link" href="{address}">' in page


def test_home_lists_active_departments(client):
    department("SEA", name_en="Sea Office")
    department("OLD", name_en="Old Office", is_active=False)
    page = html(client)
    assert "Sea Office" in page
    assert "Old Office" not in page


def test_home_asks_the_database_as_often_for_many_documents_as_for_one(
    client, django_assert_max_num_queries
):
    make.published_document(files=["a.txt"], topics=[make.topic()])
    html(client)
    for _each in range(5):
        make.published_document(files=["a.txt", "b.txt"], topics=[make.topic()])
    with django_assert_max_num_queries(12):
        html(client)
