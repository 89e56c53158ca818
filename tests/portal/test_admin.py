"""The staff's site as a whole: what each page of Django's shows here."""

import pytest

from portal.organisation.roles import ADMINISTRATOR, EDITOR
from tests.factories import organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def desk(client):
    """The page of an address, to somebody of a role."""

    def read(address: str, role: str) -> str:
        client.force_login(organisation.member(role, organisation.department()))
        client.cookies["django_language"] = "en"
        return client.get(address).content.decode()

    return read


def test_the_page_of_an_app_leads_to_all_that_one_may_do_there(desk):
    page = desk("/admin/infocenter/", EDITOR).partition('class="app-index"')[2]
    assert 'href="/admin/infocenter/document/"' in page
    assert "/admin/infocenter/topic/add/" not in page


def test_fields_of_a_language_are_called_by_its_name(desk):
    page = desk("/admin/infocenter/topic/add/", ADMINISTRATOR)
    assert "Name (Português)" in page
    assert "[pt]" not in page
