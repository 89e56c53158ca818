"""Members and roles in admin, as people of any language read them."""

import pytest
from django.contrib.auth.models import Group
from django.utils.translation import override

from portal.organisation.models import Role
from portal.organisation.roles import EDITOR, NAMES, PUBLISHER, role_name
from tests.factories import organisation

pytestmark = pytest.mark.django_db

MEMBERS = "/admin/organisation/member/"


@pytest.fixture(autouse=True)
def _portuguese(client):
    client.cookies["django_language"] = "pt"
    client.force_login(organisation.user(is_superuser=True))


def test_roles_are_shown_in_the_language_of_the_interface(client):
    membership = organisation.member(EDITOR).memberships.get()
    role = membership.role
    for address in (
        MEMBERS,
        f"{MEMBERS}{membership.pk}/change/",
        f"{MEMBERS}{membership.pk}/delete/",
        "/admin/auth/group/",
        f"/admin/auth/group/{role.pk}/change/",
        f"/admin/auth/group/{role.pk}/delete/",
        f"/admin/auth/group/{role.pk}/history/",
    ):
        assert "Redator" in client.get(address).content.decode(), address
    chosen = client.get(f"{MEMBERS}{membership.pk}/change/").context["adminform"].form["role"]
    assert "Publicador" in str(chosen)
    assert ">publisher<" not in str(chosen)
    assert Group.objects.filter(name=EDITOR).exists()


def test_a_role_keeps_the_name_that_it_was_given_here(client):
    role = Group.objects.create(name="Arquivista")
    assert str(Role.objects.get(pk=role.pk)) == "Arquivista"
    assert "Arquivista" in client.get("/admin/auth/group/").content.decode()


@pytest.mark.parametrize("language", ["zh-hant", "zh-hans", "pt"])
def test_every_role_of_the_portal_has_a_name_in_every_language(language):
    with override("en"):
        english = [role_name(role) for role in NAMES]
    with override(language):
        assert not set(english) & {role_name(role) for role in NAMES if role != "supervisor"}
    with override("en"):
        assert role_name(PUBLISHER) == "Publisher"
