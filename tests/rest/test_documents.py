"""A department's system writes a document, publishes it, changes it and takes it down."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from infocenter.models import Document
from portal.organisation.roles import EDITOR, PUBLISHER
from tests.factories import infocenter, organisation
from tests.factories.rest import Program

pytestmark = pytest.mark.django_db
TEXTS = {"title": {"en": "Budget", "pt": "Orçamento"}, "body": {"en": "Much."}}


@pytest.fixture
def own():
    return organisation.department("OWN")


@pytest.fixture
def program(own):
    return Program(organisation.member(PUBLISHER, own))


def a_file(content=b"a,b\n1,2\n", name="orçamento.csv"):
    return SimpleUploadedFile(name, content, "text/plain")


def test_a_document_with_a_file_goes_from_one_request_to_everybody_and_back(program):
    form = {"document": json.dumps({"department": "OWN", **TEXTS}), "files": [a_file()]}
    made = program.post("work/documents/", form, form=True)
    assert made.status_code == 201, made.content
    document = made.json()
    assert [each["name"] for each in document["files"]] == ["orçamento.csv"]
    public = f"documents/{document['id']}/"
    assert Program().get(public).status_code == 404
    assert "publish" in document["steps"]

    place = made["Location"]
    published = program.post(f"{place}publish/", seen=made["ETag"])
    assert published.status_code == 200, published.content
    shown = Program().get(public).json()
    assert shown["title"] == TEXTS["title"]
    assert shown["body"] == TEXTS["body"]
    assert shown["files"][0]["sha256"] == document["files"][0]["sha256"]
    assert Program().get(shown["files"][0]["url"]).getvalue() == b"a,b\n1,2\n"

    reason = {"reason": {"en": "Wrong numbers."}}
    withdrawn = program.post(f"{place}withdraw/", reason, seen=published["ETag"])
    assert withdrawn.status_code == 200, withdrawn.content
    gone = Program().get(public)
    assert gone.status_code == 410
    assert gone.json()["reason"] == reason["reason"]


def test_a_change_names_what_was_read(program):
    made = program.post("work/documents/", {"department": "OWN", **TEXTS})
    place, first = made["Location"], made["ETag"]
    assert program.patch(place, {"number": "1"}).status_code == 428
    changed = program.patch(place, {"title": {"pt": "Novo"}}, seen=first)
    assert changed.json()["title"] == {"pt": "Novo", "en": "Budget"}
    stale = program.patch(place, {"number": "2"}, seen=first)
    assert (stale.status_code, stale["ETag"]) == (412, changed["ETag"])
    assert program.patch(place, {"number": "2"}, seen="*").status_code == 200
    emptied = program.patch(place, {"title": {"pt": ""}}, seen="*")
    assert emptied.json()["title"] == {"en": "Budget"}
    assert program.delete(place, seen=emptied["ETag"]).status_code == 403  # a publisher may not
    assert program.get(place).json()["number"] == "2"


def test_what_is_sent_twice_is_done_once(program):
    sent = {"headers": {"Idempotency-Key": "same"}}
    asked = {"department": "OWN", **TEXTS}
    first = program("POST", "work/documents/", asked, **sent)
    again = program("POST", "work/documents/", asked, headers=dict(sent["headers"]))
    assert again.json() == first.json()
    assert again["Location"] == first["Location"]
    assert again["Idempotency-Replayed"] == "true"
    assert Document.objects.count() == 1
    other = program("POST", "work/documents/", {"department": "OWN"}, headers=sent["headers"])
    assert other.status_code == 422
    bare = program("POST", "work/documents/", asked, headers={"Idempotency-Key": ""})
    assert (bare.status_code, bare.json()["type"][-11:]) == (400, "key-missing")


def test_mistakes_are_told_by_their_place_in_the_callers_language(program):
    program.language = "pt"
    answer = program.post("work/documents/", {"title": {"xx": "a", "en": 3}, "type": "poem"})
    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("application/problem+json")
    assert answer["Content-Language"] == "pt"
    told = {each["pointer"]: each for each in answer.json()["errors"]}
    assert set(told) == {"#/title/xx", "#/title/en", "#/type", "#/department"}
    assert told["#/department"]["detail"] == "Isto está em falta."
    assert told["#/department"]["code"] == "required"


def test_an_editor_drafts_and_does_not_publish(own):
    program = Program(organisation.member(EDITOR, own))
    made = program.post("work/documents/", {"department": "OWN", **TEXTS})
    assert made.status_code == 201
    answer = program.post(f"{made['Location']}publish/", seen="*")
    assert answer.status_code == 403
    assert answer.json()["permission"] == "infocenter.publish_document"
    assert program.post(f"{made['Location']}submit/", seen="*").json()["status"] == "in_review"


def test_other_departments_documents_are_not_there(program):
    other = infocenter.draft_document(department=organisation.department("OTHER"))
    assert program.get("work/documents/").json()["results"] == []
    assert program.get(f"work/documents/{other.pk}/").status_code == 404
    refused = program.post("work/documents/", {"department": "OTHER", **TEXTS})
    assert refused.status_code == 403


def test_a_large_file_comes_in_pieces(program):
    data = b"0123456789" * 100
    made = program.post("work/documents/", {"department": "OWN", **TEXTS})
    upload = program.post("work/uploads/", {"name": "long.txt", "size": len(data)})
    place = upload["Location"]

    def send(offset, piece):
        return program(
            "PATCH",
            place,
            piece,
            content_type="application/octet-stream",
            headers={"Upload-Offset": str(offset)},
        )

    assert send(0, data[:600]).json()["received"] == 600
    again = send(0, data[:600])  # its answer was lost
    assert (again.status_code, again["Upload-Offset"]) == (409, "600")
    assert program.get(place)["Upload-Offset"] == "600"
    whole = send(600, data[600:]).json()
    assert whole["is_complete"]
    added = program.post(
        f"{made['Location']}files/",
        {"upload": whole["id"], "language": "en"},
        seen="*",
        form=True,
    )
    assert added.status_code == 201, added.content
    assert added.json()["sha256"] == whole["sha256"]
    removed = program.delete(f"{made['Location']}files/{added.json()['id']}/", seen="*")
    assert removed.status_code == 204
    assert program.get(made["Location"]).json()["files"] == []


def test_many_documents_are_brought_in_step_by_their_own_ids(program):
    rows = [
        {"external_id": f"x{at}", "department": "OWN", "publish": True, "title": {"en": f"No {at}"}}
        for at in range(3)
    ]
    rows.append({"external_id": "wrong", "department": "OWN", "type": "poem"})

    def outcomes():
        answer = program.post("work/documents/many/", {"documents": rows})
        assert answer.status_code == 200, answer.content
        return [each["outcome"] for each in answer.json()["results"]]

    assert outcomes() == ["created", "created", "created", "failed"]
    rows[1] |= {"title": {"en": "Other"}, "change_note": {"en": "Another title."}}
    assert outcomes() == ["unchanged", "changed", "unchanged", "failed"]
    titles = [each["title"]["en"] for each in Program().get("documents/").json()["results"]]
    assert sorted(titles) == ["No 0", "No 2", "Other"]
