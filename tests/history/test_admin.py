"""History in admin: read, by the own department."""

import pytest

from portal.history.services import record
from portal.organisation.roles import EDITOR
from tests.factories import infocenter as make
from tests.factories import organisation

pytestmark = pytest.mark.django_db


def test_members_read_the_history_of_their_department_alone(client):
    department = organisation.department()
    client.force_login(organisation.member(EDITOR, department))
    own = make.draft_document(department=department)
    make.draft_document()
    rows = client.get("/admin/history/event/").context["cl"].result_list
    assert {each.object_id for each in rows} == {own.pk}
    event = rows[0]
    assert client.get(f"/admin/history/event/{event.pk}/change/").status_code == 200


def test_not_even_a_superuser_writes_history(client):
    client.force_login(organisation.user(is_superuser=True))
    make.draft_document()
    assert client.get("/admin/history/event/add/").status_code == 403
    row = client.get("/admin/history/event/").context["cl"].result_list[0]
    assert client.post(f"/admin/history/event/{row.pk}/change/", {"reason": "x"}).status_code == 403
    assert client.post(f"/admin/history/event/{row.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_detail_may_have_any_name(client):
    """An agenda notes how many `items` it has, and mappings call their own pairs so."""
    client.force_login(organisation.user(is_superuser=True))
    document = make.draft_document()
    record("meeting.drawn", document, actor=None, items=2)
    page = client.get(f"/admin/infocenter/document/{document.pk}/history/")
    assert page.status_code == 200
    assert "<li>items: 2</li>" in page.content.decode()
