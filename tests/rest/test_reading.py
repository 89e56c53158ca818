"""What everybody reads through the API, without a key."""

import pytest
from django.test import Client

from tests.factories import infocenter, policies, tracking

pytestmark = pytest.mark.django_db
API = "/api/v1/"
LISTS = [
    *("departments", "topics", "documents", "datasets", "policies", "consultations", "answers"),
    *("programmes", "measures", "reports", "indicators", "notices"),
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


def test_schema(api):
    told = api.get("/api/v1/schema/").json()
    assert told["openapi"].startswith("3.1")
    assert api.get("/api/docs/").status_code == 200
