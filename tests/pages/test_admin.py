"""The standing pages in admin: an administrator's matter."""

import pytest

from portal.organisation.roles import ADMINISTRATOR, PUBLISHER
from portal.pages.models import StandingPage
from tests.factories.organisation import member

pytestmark = pytest.mark.django_db

ADD = "/admin/pages/standingpage/add/"


def test_an_administrator_replaces_a_text_and_takes_it_back(client):
    client.force_login(member(ADMINISTRATOR))
    client.post(ADD, {"slug": "about", "title_en": "Our city", "body_en": "Welcome."})
    assert "<h1>Our city</h1>" in client.get("/en/about/").content.decode()
    page = StandingPage.objects.get(slug="about")
    client.post(f"/admin/pages/standingpage/{page.pk}/delete/", {"post": "yes"})
    assert "<h1>About this site</h1>" in client.get("/en/about/").content.decode()


def test_a_publisher_of_a_department_may_not(client):
    client.force_login(member(PUBLISHER))
    assert client.get(ADD).status_code == 403
    assert client.get("/admin/pages/standingpage/").status_code == 403
