"""The Action API as clients of CKAN expect it, over public documents with files only."""

import json

import pytest

from tests.factories import infocenter as make
from tests.factories.organisation import department

pytestmark = pytest.mark.django_db


def ask(client, action, status=200, **given):
    """The result of an action, or its error."""
    response = client.get(f"/api/3/action/{action}", given)
    assert response.status_code == status
    answer = response.json()
    assert answer["success"] is (status == 200)
    return answer["result"] if status == 200 else answer["error"]


@pytest.fixture
def packages():
    """A report about water in a PDF, a table of budgets."""
    water = make.topic("water", name_en="Water")
    report = make.published_document(
        department=department("IC", name_en="Information Centre"),
        translations=[make.texts("en", title="Rivers and lakes")],
        type="report", topics=[water], files=[("r.pdf", b"%PDF-1.4 r")], licence="cc0",
    )  # fmt: skip
    budget = make.published_document(
        department=department("PW"), type="budget", files=[("b.csv", b"a,b\n1,2\n")],
        translations=[make.texts("en", title="Money for roads")],
    )  # fmt: skip
    return report, budget


def names(result) -> list[str]:
    return [each["name"] for each in result["results"]]


def test_only_public_documents_with_files_are_packages(client, packages):
    make.published_document()
    hidden = [make.draft_document(files=["a.txt"]), make.withdrawn_document(files=["a.txt"])]
    expected = [f"document-{each.pk}" for each in packages]
    assert ask(client, "package_list") == expected
    assert ask(client, "package_list", limit=1, offset=1) == expected[1:]
    assert ask(client, "package_search")["count"] == 2
    for each in hidden:
        error = ask(client, "package_show", 404, id=f"document-{each.pk}")
        assert error["__type"] == "Not Found Error"
        attachment = make.file_of(each)
        ask(client, "resource_show", 404, id=f"file-{attachment.pk}")


def test_a_package_has_what_clients_read(client, packages):
    report, _budget = packages
    found = ask(client, "package_show", id=f"document-{report.pk}", language="en")
    assert found["title"] == "Rivers and lakes"
    assert found["organization"]["title"] == "Information Centre"
    assert found["license_id"] == "cc-zero"
    assert [each["name"] for each in found["groups"]] == ["water"]
    assert [each["name"] for each in found["tags"]] == ["report"]
    (file,) = found["resources"]
    assert file["format"] == "PDF"
    assert file["hash"] == make.file_of(report).file.sha256
    assert ask(client, "resource_show", id=file["id"])["url"] == file["url"]
    got = client.get(file["url"].removeprefix("http://testserver"))
    assert b"".join(got) == b"%PDF-1.4 r"


def test_packages_are_found_by_words_and_filters(client, packages):
    report, budget = (f"document-{each.pk}" for each in packages)
    assert names(ask(client, "package_search", q="rivers")) == [report]
    assert names(ask(client, "package_search", q="nothing like it")) == []
    assert names(ask(client, "package_search", q="*:*", fq="organization:pw")) == [budget]
    assert names(ask(client, "package_search", fq='res_format:"PDF"')) == [report]
    assert names(ask(client, "package_search", fq="tags:(budget OR law)")) == [budget]
    assert names(ask(client, "package_search", fq="groups:water license_id:cc-zero")) == [report]
    assert names(ask(client, "package_search", q="roads", fq="groups:water")) == []
    for_all = ask(client, "package_search", sort="name asc", rows=1, start=1)
    assert (names(for_all), for_all["count"]) == ([budget], 2)


def test_facets_are_counted(client, packages):
    fields = ["organization", "groups", "tags", "res_format", "license_id"]
    result = ask(client, "package_search", **{"facet.field": json.dumps(fields), "rows": 0})
    assert result["results"] == []
    assert result["facets"] == {
        "organization": {"ic": 1, "pw": 1},
        "groups": {"water": 1},
        "tags": {"report": 1, "budget": 1},
        "res_format": {"PDF": 1, "CSV": 1},
        "license_id": {"cc-zero": 1, "cc-by": 1},
    }
    items = result["search_facets"]["organization"]["items"]
    assert {each["name"]: each["count"] for each in items} == {"ic": 1, "pw": 1}


def test_departments_topics_and_types_are_listed(client, packages):
    department("EMPTY")
    assert ask(client, "organization_list") == ["ic", "pw"]
    assert ask(client, "organization_show", id="ic")["package_count"] == 1
    ask(client, "organization_show", 404, id="empty")
    assert ask(client, "group_list") == ["water"]
    (group,) = ask(client, "group_list", all_fields="true")
    assert group["package_count"] == 1
    assert ask(client, "group_show", id="water", language="en")["title"] == "Water"
    assert ask(client, "tag_list") == ["budget", "report"]
    assert ask(client, "site_read") is True
    assert ask(client, "status_show")["site_url"] == "http://testserver"


@pytest.mark.parametrize(
    ("action", "given", "status", "kind"),
    [
        ("package_create", {}, 404, "Not Found Error"),
        ("package_show", {}, 409, "Validation Error"),
        ("package_show", {"id": "x"}, 404, "Not Found Error"),
        ("package_search", {"rows": "many"}, 400, "Search Query Error"),
        ("package_search", {"sort": "colour up"}, 400, "Search Query Error"),
        ("package_search", {"facet.field": "[not json"}, 400, "Search Query Error"),
        ("package_search", {"facet.field": "colour"}, 400, "Search Query Error"),
        ("package_search", {"fq": 'tags:"'}, 400, "Search Query Error"),
    ],
)
def test_errors_are_in_the_form_of_ckan(client, action, given, status, kind):
    assert ask(client, action, status, **given)["__type"] == kind


@pytest.mark.parametrize("given", [{"q": "a\0b"}, {"fq": "tags:\0"}, {"q": "x" * 50_000}])
def test_odd_words_find_nothing_and_break_nothing(client, given):
    assert ask(client, "package_search", **given)["count"] == 0


def test_what_is_posted_is_read_like_what_is_asked(client, packages):
    body = json.dumps({"q": "rivers"})
    address = "/api/3/action/package_search"
    found = client.post(address, body, content_type="application/json").json()
    assert found["result"]["count"] == 1
    assert client.post(address, "[", content_type="application/json").status_code == 400
    assert client.put(address).status_code == 405


@pytest.mark.django_db(transaction=True)
def test_a_search_costs_few_queries(client, packages, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        client.get("/api/3/action/package_search?fq=organization:ic")
