"""The pages of the departments."""

import pytest

from portal import languages
from tests.factories import infocenter as make
from tests.factories.organisation import department

pytestmark = pytest.mark.django_db


def html(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize("language", languages.CODES)
def test_the_list_has_each_department_in_the_reader_s_language(client, language):
    department("SEA", **{f"name_{language.replace('-', '_')}": "Mar 海"})
    assert "Mar 海" in html(client, f"/{language}/departments/")


def test_parts_of_a_department_stand_below_it(client):
    above = department("SEA", name_en="Sea Office")
    department("SEA-1", name_en="Harbour Division", parent=above)
    page = html(client, "/en/departments/")
    assert page.index("Sea Office") < page.index('class="card-parts"') < page.index("Harbour Div")
    assert "Harbour Division" in html(client, "/en/departments/SEA/")
    assert 'href="/en/departments/SEA/"' in html(client, "/en/departments/SEA-1/")


def test_a_department_that_is_not_active_is_not_shown(client):
    above = department("OLD", name_en="Old Office", is_active=False)
    department("NEW", name_en="New Office", parent=above)
    page = html(client, "/en/departments/")
    assert "Old Office" not in page
    assert "New Office" in page
    html(client, "/en/departments/OLD/", status=404)
    assert "Old Office" not in html(client, "/en/departments/NEW/")


def test_an_unknown_department_is_a_missing_page(client):
    html(client, "/en/departments/NOWHERE/", status=404)


def test_a_department_says_what_it_does_and_how_to_reach_it(client):
    department(
        "SEA",
        name_en="Sea Office",
        description_en="Looks after the harbour.",
        address_en="1 Harbour Road",
        phone="2899 0000",
        email="sea@city.example",
        website="https://sea.example/",
    )
    page = html(client, "/en/departments/SEA/")
    for each in (
        '<h1 lang="en">Sea Office</h1>',
        "Looks after the harbour.",
        "1 Harbour Road",
        "2899 0000",
        "mailto:sea@city.example",
        "https://sea.example/",
    ):
        assert each in page


def test_a_department_shows_its_own_public_documents_only(client):
    sea, land = department("SEA"), department("LAND")
    make.published_document(department=sea, translations=[make.texts("en", title="Tides")])
    make.draft_document(department=sea, translations=[make.texts("en", title="Secret tides")])
    make.published_document(department=land, translations=[make.texts("en", title="Fields")])
    page = html(client, "/en/departments/SEA/")
    assert "Tides" in page
    assert "Secret tides" not in page
    assert "Fields" not in page


def test_names_that_nobody_wrote_in_simplified_are_converted(client):
    department("SEA", name_zh_hant="海事及水務局")
    page = html(client, "/zh-hans/departments/SEA/")
    assert '<h1 lang="zh-Hans">海事及水务局</h1>' in page


def test_a_name_in_another_language_is_marked_as_such(client):
    department("SEA", name_zh_hant="海事局", name_pt="", name_en="")
    assert '<h1 lang="zh-Hant">海事局</h1>' in html(client, "/pt/departments/SEA/")


def test_the_list_asks_the_database_as_often_for_many_as_for_one(
    client, django_assert_max_num_queries
):
    for _each in range(12):
        department()
    with django_assert_max_num_queries(3):
        html(client, "/en/departments/")
