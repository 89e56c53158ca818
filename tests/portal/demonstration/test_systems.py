"""The demonstration's system: a program of one department, with a key of its own."""

import pytest

from portal.demonstration import people, systems
from portal.rest.models import ServiceAccount
from tests.factories import infocenter, organisation
from tests.factories.rest import Program

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    made = organisation.department("IC")
    systems.add_system()
    return made


def test_the_key_of_a_start_opens_the_work_of_its_department_until_the_next(settings, own):
    settings.FAROL_DEMONSTRATION = True
    systems.add_system()
    assert ServiceAccount.objects.filter(username=systems.USERNAME).count() == 1
    mine = infocenter.draft_document(department=own)
    infocenter.draft_document(department=organisation.department("OTHER"))
    first, second = systems.fresh_key(), systems.fresh_key()
    assert Program(secret=first).get("work/me/").status_code == 401
    program = Program(secret=second)
    assert [each["id"] for each in program.get("work/documents/").json()["results"]] == [mine.pk]
    assert program.get("work/cases/").status_code == 403


def test_a_real_portal_gets_no_key(settings, own):
    settings.FAROL_DEMONSTRATION = settings.DEBUG = False
    assert not people.passwords_are_set()
    assert systems.fresh_key() == ""
