"""Changing departments and people: told in history, seen at once, nobody outgrows their place."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError

from portal.history.models import Event
from portal.organisation import services
from portal.organisation.models import Member
from portal.organisation.roles import ADMINISTRATOR, EDITOR
from portal.pagecache.models import Generation
from portal.workflow import Refused
from tests.factories import infocenter as make
from tests.factories import organisation

pytestmark = pytest.mark.django_db


def last_verb(thing):
    return Event.objects.about(thing).first().verb


def test_a_changed_department_shows_at_once_and_is_in_history(client):
    department = organisation.department()
    client.force_login(organisation.member(ADMINISTRATOR))
    before = database_generation()
    typed = {"name_zh_hant": "新名", "name_pt": "Novo", "position": 1, "is_active": "on"}
    response = client.post(f"/admin/organisation/department/{department.pk}/change/", typed)
    assert response.status_code == 302
    department.refresh_from_db()
    assert department.name_pt == "Novo"
    assert database_generation() > before
    assert last_verb(department) == "department.changed"


def database_generation():
    row = Generation.objects.filter(pk=1).first()
    return (row.number, row.epoch) if row else (0, 0)


def test_the_code_of_a_department_stays(client):
    department = organisation.department("KEEP")
    client.force_login(organisation.user(is_superuser=True))
    typed = {"code": "NEW", "name_zh_hant": "名", "position": 1}
    client.post(f"/admin/organisation/department/{department.pk}/change/", typed)
    department.refresh_from_db()
    assert department.code == "KEEP"


def test_a_department_is_not_part_of_itself():
    above = organisation.department()
    below = organisation.department(parent=above)
    above.parent = below
    with pytest.raises(ValidationError):
        above.clean()


def test_a_member_is_added_and_removed_with_history():
    administrator = organisation.member(ADMINISTRATOR)
    member = Member(
        user=organisation.user(),
        department=organisation.department(),
        role=Group.objects.get(name=EDITOR),
    )
    services.save_member(member, by=administrator)
    assert last_verb(member) == "member.added"
    key = member.pk
    services.remove_member(member, by=administrator)
    removed = Event.objects.get(verb="member.removed")
    assert (removed.object_id, removed.actor) == (key, administrator)


def test_services_refuse_what_the_giver_does_not_hold():
    editor = organisation.member(EDITOR)
    member = Member(
        user=editor,
        department=editor.memberships.get().department,
        role=Group.objects.get(name=ADMINISTRATOR),
    )
    with pytest.raises(Refused):
        services.save_member(member, by=editor)
    editor.is_superuser = True
    with pytest.raises(Refused):
        services.save_user(editor, by=organisation.member(ADMINISTRATOR))


def test_who_has_acted_is_not_deleted():
    person = organisation.user()
    make.draft_document(by=person)
    with pytest.raises(Refused):
        services.delete_user(person, by=None)
    fresh = organisation.user()
    services.delete_user(fresh, by=person)
    assert Event.objects.filter(verb="user.deleted", actor=person).exists()


def test_a_role_that_somebody_holds_is_not_deleted(client):
    organisation.member(EDITOR)
    role = Group.objects.get(name=EDITOR)
    with pytest.raises(Refused):
        services.delete_role(role, by=None)
    client.force_login(organisation.user(is_superuser=True))
    client.post(f"/admin/auth/group/{role.pk}/delete/", {"post": "yes"})
    assert Group.objects.filter(name=EDITOR).exists()


def test_a_password_set_by_an_administrator_is_in_history(client):
    person = organisation.user()
    client.force_login(organisation.member(ADMINISTRATOR))
    words = {
        "password1": "Zx9-lantern-sea",
        "password2": "Zx9-lantern-sea",
        "usable_password": "true",
    }
    client.post(f"/admin/auth/user/{person.pk}/password/", words)
    person.refresh_from_db()
    assert person.check_password("Zx9-lantern-sea")
    assert last_verb(person) == "user.password_changed"
