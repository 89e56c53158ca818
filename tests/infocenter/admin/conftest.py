"""Who is signed in: `editor` or `publisher`, both of `department`."""

import pytest

from portal.organisation.roles import EDITOR, PUBLISHER
from tests.factories import organisation


@pytest.fixture(autouse=True)
def _english(client):
    client.cookies["django_language"] = "en"


@pytest.fixture
def department():
    return organisation.department("IC")


@pytest.fixture
def editor(client, department):
    person = organisation.member(EDITOR, department)
    client.force_login(person)
    return person


@pytest.fixture
def publisher(client, department):
    person = organisation.member(PUBLISHER, department)
    client.force_login(person)
    return person
