"""Setting up endpoints, seeing the secret once, sending dead messages again."""

import pytest
from django.urls import reverse

from portal.history.models import Event
from portal.organisation.roles import ADMINISTRATOR
from portal.webhooks.models import Endpoint, Message
from portal.webhooks.states import Status
from tests.factories import organisation
from tests.factories import webhooks as hooked

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return organisation.department("IC")


@pytest.fixture
def administrator(client, of):
    client.force_login(organisation.member(ADMINISTRATOR, of))
    return client


def typed(of, **values):
    return {
        "department": of.pk,
        "name": "Archive",
        "address": "https://system.example.org/hook",
        "kinds": ["document.published", "case.answered"],
        "is_active": "on",
        **values,
    }


def test_an_endpoint_is_set_up_and_its_secret_shown_once(administrator, of):
    response = administrator.post(reverse("admin:webhooks_endpoint_add"), typed(of))
    endpoint = Endpoint.objects.get()
    page = reverse("admin:webhooks_endpoint_secret", args=[endpoint.pk])
    assert response["Location"] == page
    assert endpoint.kinds == ["document.published", "case.answered"]
    assert "whsec_" not in administrator.get(page).content.decode()
    shown = administrator.post(page, {"renew": ""})
    assert "whsec_" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert "whsec_" not in administrator.get(page).content.decode()
    assert "whsec_" not in Endpoint.objects.get().sealed
    assert not [each for each in Event.objects.all() if "whsec_" in str(each.data)]


@pytest.mark.parametrize(
    "address", ["ftp://example.org/", "https://a:b@example.org/", "nonsense", "http://"]
)
def test_what_is_no_address_is_refused(administrator, of, address):
    response = administrator.post(
        reverse("admin:webhooks_endpoint_add"), typed(of, address=address)
    )
    assert response.status_code == 200
    assert not Endpoint.objects.exists()


def test_a_trial_is_sent_by_a_button(administrator, of):
    endpoint = hooked.endpoint(of)
    page = reverse("admin:webhooks_endpoint_secret", args=[endpoint.pk])
    administrator.post(page, {"trial": ""})
    assert not Message.objects.exists(), "nothing goes out without a secret"
    administrator.post(page, {"renew": ""})
    administrator.post(page, {"trial": ""})
    assert Message.objects.get().kind == "webhook.trial"
    assert Message.objects.get().message_id in administrator.get(page).content.decode()


def test_the_dead_are_listed_and_sent_again(administrator, of):
    message = hooked.message(hooked.endpoint(of))
    Message.objects.update(status=Status.DEAD, problem="status 500", attempts=8)
    page = reverse("admin:webhooks_message_changelist")
    assert "status 500" in administrator.get(f"{page}?status__exact=dead").content.decode()
    administrator.post(page, {"action": "again", "_selected_action": [message.pk]})
    message.refresh_from_db()
    assert (message.status, message.attempts) == (Status.WAITING, 0)


def test_an_endpoint_goes_with_all_that_it_was_told(administrator, of):
    endpoint = hooked.endpoint(of)
    hooked.message(endpoint)
    address = reverse("admin:webhooks_endpoint_delete", args=[endpoint.pk])
    administrator.post(address, {"post": "yes"})
    assert not Endpoint.objects.exists()
    assert Event.objects.filter(verb="endpoint.deleted").exists()
