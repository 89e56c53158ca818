"""Departments are found like documents: in each language, as they stand now, while active."""

import pytest
from django.core.management import call_command

from infocenter import search
from infocenter.search import kinds
from portal.organisation.models import Department
from portal.organisation.services import save_department
from tests.factories import infocenter as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def housing():
    department = Department(
        code="HB",
        name_zh_hant="房屋署",
        name_pt="Departamento de Habitação",
        description_pt="Trata da habitação pública e dos seus arrendatários.",
        email="hb@example.org",
    )
    return save_department(department, by=None)


def found(question, **more):
    return [(hit.kind, hit.number) for hit in search.match(question, **more).hits]


def page(client, query):
    return client.get(f"/pt/search/?{query}").content.decode()


@pytest.mark.parametrize("question", ["房屋署", "habitacao", "HB", "arrendatários"])
def test_a_department_is_found_by_its_names_its_abbreviation_and_what_it_does(housing, question):
    assert found(question) == [("department", "HB")]


def test_the_search_page_links_to_the_page_of_the_department(client, housing):
    shown = page(client, "q=arrendat%C3%A1rios")
    assert 'href="/pt/departments/HB/"' in shown
    assert "Departamento" in shown
    assert client.get("/pt/departments/HB/").status_code == 200


def test_a_new_name_takes_the_place_of_the_old_one_at_once(housing):
    housing.name_pt = "Instituto das Casas"
    save_department(housing, by=None)
    assert found("casas") == [("department", "HB")]
    assert found("departamento") == []


def test_a_department_that_is_set_inactive_is_no_longer_found(client, housing):
    housing.is_active = False
    save_department(housing, by=None)
    assert found("habitação") == []


def test_results_can_be_narrowed_down_to_departments(client, housing):
    make.published_document(translations=[make.texts("pt", title="Habitação para todos")])
    both = page(client, "q=habita%C3%A7%C3%A3o")
    assert "/pt/departments/HB/" in both
    assert "Habitação</mark> para todos" in both
    only = page(client, "q=habita%C3%A7%C3%A3o&type=department")
    assert "/pt/departments/HB/" in only
    assert "Habitação</mark> para todos" not in only


def test_the_list_of_documents_knows_no_departments(client, housing):
    assert "There is no type" in client.get("/en/documents/?type=department").content.decode()


def test_departments_that_are_missing_in_the_index_are_put_in_by_the_clock_and_by_the_rebuild():
    Department.objects.create(code="WD", name_en="Water Department")
    assert found("water") == []
    kinds.renew_outdated()
    assert found("water") == [("department", "WD")]
    Department.objects.filter(code="WD").update(is_active=False)
    call_command("rebuild_search_index", verbosity=0)
    assert found("water") == []
