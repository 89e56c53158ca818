"""Subscribing in two steps, without saying to anybody else who has subscribed to what."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from portal import sealing
from portal.demonstration.subscribers import add_subscribers
from portal.notifications import sending
from portal.notifications.models import Delivery
from portal.subscriptions import kinds, services
from portal.subscriptions.models import Happening, Item, Subscriber, Subscription
from portal.subscriptions.states import Pace
from tests.factories import infocenter as make
from tests.factories import subscriptions

pytestmark = pytest.mark.django_db

ANA = "Ana.Maria@example.org"


@pytest.fixture
def document(mailbox):
    return make.published_document(translations=[make.texts("en", title="The Sea Wall")])


def ask(document, address=ANA, pace="daily", language="en"):
    services.ask(address, kinds.thing("document", str(document.pk), language), pace, language)


def sent(mailbox):
    for pk in Delivery.objects.filter(status="waiting").values_list("pk", flat=True):
        sending.send(pk)
    return mailbox.mails


def test_an_address_is_asked_first_and_nothing_counts_until_it_says_yes(document, mailbox):
    ask(document)
    subscription = Subscription.objects.get()
    assert subscription.confirmed_at is None
    [mail] = sent(mailbox)
    assert mailbox.to == [ANA]
    text = mail.get_body(["plain"]).get_content()
    assert "The Sea Wall" in text
    assert re.search(r"https://portal.example.org/en/subscriptions/confirm/\S+", text)
    assert "List-Unsubscribe" not in mail
    assert services.confirm([subscription]) == 1
    assert services.confirm([subscription]) == 0


def test_addresses_are_sealed_and_found_by_a_digest_however_they_are_written(document, mailbox):
    ask(document)
    ask(document, f" {ANA.lower()} ", language="pt")
    row = Subscriber.objects.get()
    assert ANA not in row.sealed
    assert "ana" not in row.digest
    assert row.address() == ANA
    assert row.language == "pt"  # the last wish, as long as nothing is confirmed


def test_who_asks_for_somebody_else_changes_nothing_and_only_she_learns_of_it(document, mailbox):
    mine = subscriptions.subscription("document", document.pk, ANA, pace="weekly", language="pt")
    ask(document, pace="at_once", language="en")
    mine.refresh_from_db()
    assert (mine.pace, mine.subscriber.language) == ("weekly", "pt")
    [mail] = sent(mailbox)
    assert mail["Subject"] == "Já fez esta subscrição"


def test_nobody_fills_another_ones_mailbox(document, mailbox):
    for _each in range(services.ASKED_A_DAY + 3):
        ask(document)
    services.send_link(ANA, "en")
    assert len(sent(mailbox)) == services.ASKED_A_DAY


def test_the_link_goes_to_whoever_has_subscribed_and_to_nobody_else(document, mailbox):
    subscriptions.subscription("document", document.pk, ANA)
    services.send_link(ANA.upper(), "zh-hant")
    services.send_link("nobody@example.org", "en")
    ask(document, "unconfirmed@example.org")
    Delivery.objects.filter(kind="subscription_confirm").delete()
    services.send_link("unconfirmed@example.org", "en")
    [mail] = sent(mailbox)
    assert mailbox.to == [ANA]
    assert "/zh-hant/subscriptions/manage/" in mail.get_body(["plain"]).get_content()


def test_what_nobody_confirms_is_forgotten_with_the_address(document, mailbox):
    ask(document)
    stays = subscriptions.subscription("document", document.pk)
    services.forget_old()
    assert Subscriber.objects.count() == 2
    Subscription.objects.update(made_at=timezone.now() - timedelta(days=4))
    assert services.forget_old() == 2
    assert Subscriber.objects.get() == stays.subscriber
    assert Delivery.objects.get().sealed == ""


def test_the_last_subscription_takes_the_address_and_what_is_under_way_with_it(document, mailbox):
    first = subscriptions.subscription("document", document.pk, ANA)
    second = subscriptions.subscription("department", document.department_id, ANA)
    services.send_link(ANA, "en")
    services.end(first.subscriber, [first])
    assert Subscriber.objects.count() == 1
    services.end(first.subscriber, [first, second])
    services.end(first.subscriber, [first, second])
    assert not Subscriber.objects.exists()
    assert sent(mailbox) == []


def test_what_happened_long_ago_is_forgotten_once_it_was_told(document, mailbox):
    subscriptions.subscription("document", document.pk, pace="weekly")
    subscriptions.happening(document)
    subscriptions.happening(make.published_document())  # which nobody has subscribed to
    subscriptions.all_told()
    assert services.forget_old() == 0
    Happening.objects.update(spread_at=timezone.now() - timedelta(days=100))
    services.forget_old()
    left = {*Happening.objects.values_list("object_id", flat=True)}
    assert left == {document.pk}  # still to be told
    Item.objects.update(posted_at=timezone.now())
    services.forget_old()
    assert not Item.objects.exists()


def test_an_address_refused_on_three_days_is_forgotten(document, mailbox):
    mine = subscriptions.subscription("document", document.pk, ANA)
    mailbox.answers["RCPT"] = "550 no such mailbox"
    for day in range(services.MOST_REFUSALS):
        assert Subscriber.objects.filter(pk=mine.subscriber_id).exists()
        for _twice in range(2):
            subscriptions.happening(document)
            subscriptions.all_told()
        past = timezone.localdate() - timedelta(days=day + 1)
        Subscriber.objects.update(refused_on=past)
    assert not Subscriber.objects.exists()


def test_a_mail_that_is_taken_makes_refusals_forgotten_and_a_full_server_counts_none(
    document, mailbox
):
    mine = subscriptions.subscription("document", document.pk, ANA)
    Subscriber.objects.update(refused_days=2)
    for answer, left in (("450 later", 2), ("250 OK", 0)):
        mailbox.answers["DATA"] = answer
        subscriptions.happening(document)
        subscriptions.all_told()
        mine.subscriber.refresh_from_db()
        assert mine.subscriber.refused_days == left


def test_what_has_ended_in_another_window_is_not_changed_and_nothing_breaks(document):
    mine = subscriptions.subscription("document", document.pk, ANA)
    subscriber = Subscriber.objects.get()
    assert services.change_language(subscriber, "pt")
    assert services.change_pace(mine, Pace.WEEKLY)
    services.end(Subscriber.objects.get(), [mine])
    assert not services.change_language(subscriber, "en")
    assert not services.change_pace(mine, Pace.DAILY)
    assert not Subscriber.objects.exists()


def test_new_keys_seal_and_look_up_again(document, settings):
    settings.FAROL_PERSONAL_KEYS = ["old"]
    subscriptions.subscription("document", document.pk, ANA)
    settings.FAROL_PERSONAL_KEYS = ["new", "old"]
    ask(document)
    assert Subscriber.objects.count() == 1
    call_command("seal_again", verbosity=0)
    settings.FAROL_PERSONAL_KEYS = ["new"]
    row = Subscriber.objects.get()
    assert (row.address(), row.digest) == (ANA, sealing.digests(ANA)[0])


def test_the_database_holds_no_address_anywhere(document, mailbox):
    ask(document)
    with connection.cursor() as cursor:
        for model in (Subscriber, Subscription, Delivery):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            assert "ana.maria" not in str(cursor.fetchall()).lower()


def test_the_demonstration_has_subscribers_once(document):
    assert add_subscribers() == Subscriber.objects.count() > 0
    assert add_subscribers() == 0
