"""The address that answers suggestions."""

import pytest

from tests.factories import infocenter as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _document():
    make.published_document(translations=[make.texts("zh-hant", title="圖書館開放時間")])


def test_suggestions_are_public_json(client):
    response = client.get("/zh-hans/search/suggestions/?q=图书")
    assert response.json() == {
        "q": "图书",
        "suggestions": [
            {"text": "图书馆开放时间", "kind": "title", "lang": "zh-Hans", "label": ""}
        ],
        "status": "1 个建议",
    }
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "public, no-cache"
    assert not response.cookies
    assert "Vary" not in response or "Cookie" not in response["Vary"]


def test_nothing_typed_is_nothing_suggested(client):
    assert client.get("/en/search/suggestions/").json()["suggestions"] == []


@pytest.mark.parametrize(
    "query", ["q=" + "a" * 201, "q=a%00b", "q=a&limit=0", "q=a&limit=21", "q=a&limit=x"]
)
def test_bad_input_is_told_as_a_problem(client, query):
    response = client.get(f"/en/search/suggestions/?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == 400
    assert response.json()["errors"]


@pytest.mark.parametrize("query", ["q=%ED%A0%80", "q=%27%3B--", "q=%25_", "q=%F0%9F%8C%8A", "q=("])
def test_hostile_input_gets_an_answer(client, query):
    assert client.get(f"/en/search/suggestions/?{query}").status_code == 200
