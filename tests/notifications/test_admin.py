"""The outbox in admin."""

import pytest
from django.urls import reverse

from portal.notifications import sending
from portal.notifications.models import Delivery
from portal.notifications.services import notify

pytestmark = pytest.mark.django_db


def test_it_shows_what_became_of_a_mail_but_neither_person_nor_words(mailbox, admin_client):
    mailbox.answers["RCPT"] = "550 nobody@example.org is unknown"
    delivery = notify("trial", "nobody@example.org", "en", {"name": "Ana Maria"})
    sending.send(delivery.pk)
    for page in ("changelist", "change"):
        arguments = [delivery.pk] if page == "change" else []
        address = reverse(f"admin:notifications_delivery_{page}", args=arguments)
        shown = admin_client.get(address).content.decode()
        assert "550" in shown
        for personal in ("nobody", "Ana", delivery.sealed):
            assert personal not in shown


def test_a_mail_that_was_given_up_is_sent_again(mailbox, admin_client):
    mailbox.answers["RCPT"] = "550 not now"
    delivery = notify("trial", "nobody@example.org", "en", {})
    sending.send(delivery.pk)
    mailbox.answers.clear()
    chosen = {"action": "again", "_selected_action": [delivery.pk]}
    admin_client.post(reverse("admin:notifications_delivery_changelist"), chosen)
    assert Delivery.objects.get().status == "waiting"
    assert sending.send(delivery.pk)
