"""The list of documents: search, filters, queries."""

import pytest

from tests.factories import infocenter as make
from tests.infocenter.admin.forms import LIST

pytestmark = pytest.mark.django_db


def test_the_list_finds_by_number_and_title_in_any_language(client, editor, department):
    document = make.draft_document(
        department=department,
        number="44/IC/2026",
        translations=[make.texts("zh-hant", title="街市"), make.texts("pt", title="Mercado")],
    )
    make.draft_document(department=department)
    for words in ("44/IC", "街市", "mercado"):
        found = client.get(LIST, {"q": words}).context["cl"].result_list
        assert [each.pk for each in found] == [document.pk]


@pytest.mark.parametrize(
    "query",
    [
        "waiting=mine",
        "waiting=overdue",
        "waiting=files",
        "public=yes",
        "language=-pt",
        "language=x",
    ],
)
def test_every_filter_of_the_list_works(client, editor, department, query):
    make.published_document(department=department)
    assert client.get(f"{LIST}?{query}").status_code == 200


def test_the_list_asks_no_more_queries_for_more_rows(
    client, editor, department, django_assert_max_num_queries
):
    for _each in range(3):
        make.draft_document(department=department)
    with django_assert_max_num_queries(25):
        client.get(LIST)
    for _each in range(12):
        make.draft_document(department=department)
    with django_assert_max_num_queries(25):
        client.get(LIST)
