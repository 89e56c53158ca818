"""What everybody reads through the API, without a key."""

import pytest
from django.test import Client

from portal.rest.schema import description
from tests.factories import infocenter, organisation, outreach, policies, tracking
from tests.factories.rest import Program

pytestmark = pytest.mark.django_db
API = "/api/v1/"
LISTS = [
    *("departments", "topics", "documents", "datasets", "policies", "consultations", "answers"),
    *("programmes", "measures", "reports", "indicators", "notices"),
    *("announcements", "events", "campaigns"),
]


@pytest.fixture
def api():
    return Client()


def test_every_list_answers_with_rows_and_each_row_can_be_read(api):
    infocenter.published_dataset(topics=[infocenter.topic()])
    policies.public_policy(articles=["1"])
    policies.open_consultation()
    policies.published_answer(en=("Where?", "Here."))
    tracking.rich_programme()
    for make in (outreach.announcement, outreach.event, outreach.campaign):
        make()
    for name in LISTS:
        answer = api.get(f"{API}{name}/")
        assert answer.status_code == 200, (name, answer.content)
        rows = answer.json()["results"]
        assert rows or name == "notices", name
        for row in rows[:1]:
            key = {"departments": "code", "topics": "slug"}.get(name, "id")
            one = api.get(f"{API}{name}/{row[key]}/")
            assert one.status_code == 200, (name, one.content)
            assert one.json()["id"] == row["id"]


def test_every_list_is_narrowed_by_department_and_topic_where_it_says_so(api):
    infocenter.topic("water")
    organisation.department("OWN")
    for path, methods in description()["paths"].items():
        names = {each["name"] for each in methods.get("get", {}).get("parameters", ())}
        for name, value in (("department", "OWN"), ("topic", "water")):
            if name in names and "/work/" not in path and "search" not in path:
                answer = api.get(path, {name: value})
                assert (answer.status_code, answer.json()["results"]) == (200, []), path


def test_schema(api):
    told = api.get("/api/v1/schema/").json()
    assert told["openapi"].startswith("3.1")
    assert api.get("/api/docs/").status_code == 200


@pytest.mark.parametrize("number", [1, 25])
def test_a_list_of_documents_costs_four_queries_at_the_most(
    api, number, django_assert_max_num_queries
):
    topics = [infocenter.topic(), infocenter.topic()]
    for _each in range(number):
        infocenter.published_document(
            languages=("zh-hant", "pt"), topics=topics, files=["a.txt", "b.csv"]
        )
    with django_assert_max_num_queries(4):
        rows = api.get(f"{API}documents/").json()["results"]
    assert len(rows) == min(number, 20)


def test_pages_neither_repeat_nor_skip_while_rows_are_added(api):
    documents = [infocenter.published_document() for _each in range(5)]
    first = api.get(f"{API}documents/?limit=2").json()
    infocenter.published_document()
    seen = [each["id"] for each in first["results"]]
    following = first["next"]
    while following:
        page = api.get(following.partition("testserver")[2]).json()
        seen += [each["id"] for each in page["results"]]
        following = page["next"]
    assert seen == [each.pk for each in reversed(documents)]


def test_fields_are_left_out_and_unknown_ones_are_said(api):
    infocenter.published_document()
    rows = api.get(f"{API}documents/?fields=id,title").json()["results"]
    assert set(rows[0]) == {"id", "title"}
    wrong = api.get(f"{API}documents/?fields=id,colour")
    assert wrong.status_code == 400
    assert wrong.json()["errors"][0]["parameter"] == "fields"
    assert api.get(f"{API}documents/?colour=red").json()["errors"][0]["code"] == "unknown"


def test_what_everybody_reads_is_the_same_for_all_and_sets_no_cookie(api):
    infocenter.published_document()
    for language in ("pt", "zh-hant"):
        answer = api.get(f"{API}documents/", headers={"Accept-Language": language})
        assert answer["Cache-Control"] == "public, no-cache"
        assert "Vary" not in answer
        assert "Content-Language" not in answer
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert not answer.cookies


def test_with_a_key_an_answer_has_a_tag_and_is_for_nobody_else(api):
    program = Program(organisation.member())
    answer = program.get("departments/")
    assert "Access-Control-Allow-Origin" not in answer
    assert answer["Cache-Control"] == "private, no-store"
    again = program("GET", "departments/", {}, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/api/", 404),
        ("get", "/api/v1/nothing/", 404),
        ("get", "/api/v1/documents", 404),
        ("get", "/api/v1/documents/999/", 404),
        ("post", "/api/v1/documents/", 405),
        ("get", "/api/v1/documents/?cursor=x", 404),
        ("get", "/api/v1/documents/?department=NONE", 404),
        ("get", "/api/v1/documents/?limit=0", 400),
    ],
)
def test_every_problem_is_told_as_one(api, method, address, status):
    answer = getattr(api, method)(address, headers={"Accept-Language": "pt"})
    assert answer.status_code == status
    assert answer["Content-Type"].startswith("application/problem+json")
    assert answer["Content-Language"] == "pt"
    assert answer.json()["status"] == status


def test_the_docs_load_nothing_from_elsewhere(api):
    page = api.get("/api/docs/")
    assert page.status_code == 200
    assert b'<script src="http' not in page.content
    assert b"style=" not in page.content
    assert "default-src 'none'" in page["Content-Security-Policy"]
