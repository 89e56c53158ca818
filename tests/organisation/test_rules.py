"""Own department only, unless the role says all; nobody gives away more than they hold."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, transaction

from infocenter.models import Topic
from portal.organisation.models import Department, LeadershipSeat, Member
from portal.organisation.roles import ADMINISTRATOR, EDITOR, LEADERSHIP, PUBLISHER
from portal.organisation.rules import department_id_of, may_give_role
from tests.factories import infocenter as make
from tests.factories import organisation

pytestmark = pytest.mark.django_db


def test_a_thing_without_department_does_not_borrow_one_by_its_key():
    department = organisation.department()
    topic = Topic.objects.create(pk=department.pk, slug="alike")
    assert department_id_of(topic) is None
    assert department_id_of(department) == department.pk
    assert department_id_of(organisation.user()) is None


def test_parts_ask_their_whole():
    document = make.published_document(files=["a.txt"])
    edition = document.editions.get()
    for part in (make.file_of(document), document.translations.get(), edition):
        assert department_id_of(part) == document.department_id


def test_roles_in_two_departments_add_up_without_mixing():
    first, second = organisation.department(), organisation.department()
    person = organisation.member(EDITOR, first)
    Member.objects.create(user=person, department=second, role=Group.objects.get(name=PUBLISHER))
    here, there = make.draft_document(department=first), make.draft_document(department=second)
    assert person.has_perm("infocenter.change_document", here)
    assert not person.has_perm("infocenter.publish_document", here)
    assert person.has_perm("infocenter.publish_document", there)


def test_changing_a_role_changes_what_its_holders_may_do():
    department = organisation.department()
    person = organisation.member(EDITOR, department)
    document = make.draft_document(department=department)
    role = Group.objects.get(name=EDITOR)
    role.permissions.add(Permission.objects.get(codename="publish_document"))
    again = type(person).objects.get(pk=person.pk)
    assert again.has_perm("infocenter.publish_document", document)


def manager_of(department):
    """Who manages the members of one department, and publishes there."""
    role = Group.objects.create(name="department manager")
    role.permissions.set(Group.objects.get(name=PUBLISHER).permissions.all())
    names = [f"{action}_member" for action in ("add", "change", "delete")]
    role.permissions.add(*Permission.objects.filter(codename__in=names))
    return organisation.member(role.name, department)


def test_a_manager_of_one_department_gives_no_role_that_says_more():
    department = organisation.department()
    manager = manager_of(department)
    role = {each.name: each for each in Group.objects.all()}
    assert may_give_role(manager, role[PUBLISHER], department)
    assert not may_give_role(manager, role[ADMINISTRATOR], department)
    assert not may_give_role(manager, role[LEADERSHIP], department)
    assert not may_give_role(manager, role[PUBLISHER], organisation.department())


def test_an_administrator_gives_any_role_anywhere():
    administrator = organisation.member(ADMINISTRATOR)
    for role in Group.objects.all():
        assert may_give_role(administrator, role, organisation.department())


def test_admin_refuses_to_give_a_role_that_says_more(client):
    department = organisation.department()
    client.force_login(manager_of(department))
    typed = {
        "user": organisation.user().pk,
        "department": department.pk,
        "role": Group.objects.get(name=ADMINISTRATOR).pk,
    }
    response = client.post("/admin/organisation/member/add/", typed)
    assert response.status_code == 200
    assert response.context["adminform"].form.errors["role"]
    other = {**typed, "department": organisation.department().pk}
    response = client.post("/admin/organisation/member/add/", other)
    assert response.context["adminform"].form.errors["department"]


def test_an_administrator_makes_no_superuser_and_touches_none(client):
    client.force_login(organisation.member(ADMINISTRATOR))
    person, root = organisation.user(), organisation.user(is_superuser=True)
    typed = {"username": person.username, "is_superuser": "on", "is_staff": "on", "is_active": "on"}
    response = client.post(f"/admin/auth/user/{person.pk}/change/", typed)
    assert response.status_code == 302
    person.refresh_from_db()
    assert not person.is_superuser
    assert client.post(f"/admin/auth/user/{root.pk}/change/", typed).status_code == 403
    assert client.get(f"/admin/auth/user/{root.pk}/password/").status_code == 403
    assert client.get(f"/admin/auth/user/{root.pk}/delete/").status_code == 403


def test_a_closed_account_holds_nothing():
    department = organisation.department()
    person = organisation.member(PUBLISHER, department)
    person.is_active = False
    assert not person.has_perm(
        "infocenter.view_document", make.draft_document(department=department)
    )
    assert not Department.objects.managed_by(person).exists()


def test_the_leadership_group_has_one_head():
    LeadershipSeat.objects.create(user=organisation.user(), position="head")
    with pytest.raises(IntegrityError), transaction.atomic():
        LeadershipSeat.objects.create(user=organisation.user(), position="head")
