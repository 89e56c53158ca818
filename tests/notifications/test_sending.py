"""Each mail is sent once: whatever the server does, and however many try to send it."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from portal.notifications import sending
from portal.notifications.models import Delivery
from portal.notifications.services import forget_about, notify, send_again
from portal.notifications.states import Status
from portal.workflow import Refused
from tests.factories import organisation

pytestmark = pytest.mark.django_db

RESIDENT = "ana.maria@example.org"


def written(language="pt", **more) -> Delivery:
    return notify("trial", RESIDENT, language, {}, **more)


def later(**time) -> None:
    """So much time passes for what waits."""
    passed = timedelta(**time)
    for each in Delivery.objects.all():
        each.next_at -= passed
        each.done_at = each.done_at and each.done_at - passed
        each.save()


def state(delivery) -> str:
    delivery.refresh_from_db()
    return delivery.status


def test_a_mail_is_sent_and_its_words_and_address_are_forgotten(mailbox):
    delivery = written()
    assert RESIDENT not in delivery.sealed
    assert sending.send(delivery.pk)
    assert mailbox.to == [RESIDENT]
    assert state(delivery) == Status.SENT
    assert delivery.sealed == ""


@pytest.mark.parametrize(
    ("language", "subject", "tag"),
    [
        ("zh-hant", "本網站可以寄出電郵", "zh-Hant"),
        ("pt", "O portal consegue enviar mensagens", "pt"),
        ("en", "The portal can send mails", "en"),
        ("zh-hans", "本网站可以寄出电邮", "zh-Hans"),
    ],
)
def test_it_speaks_the_readers_language_as_text_and_as_html(mailbox, language, subject, tag):
    sending.send(written(language).pk)
    [mail] = mailbox.mails
    assert mail["Subject"] == subject
    assert mail["Content-Language"] == tag
    assert mail["From"] == "portal@example.org"
    assert mail["Message-ID"].endswith("@portal.example.org>")
    text, html = mail.get_body(["plain"]).get_content(), mail.get_body(["html"]).get_content()
    assert f"https://portal.example.org/{language}/" in text
    assert f'<html lang="{tag}">' in html
    assert "&" not in text


def test_a_subscription_ends_by_one_button_of_the_mail_program(mailbox):
    sending.send(written(unsubscribe="https://portal.example.org/u/1").pk)
    sending.send(written().pk)
    subscribed, other = mailbox.mails
    assert subscribed["List-Unsubscribe"] == "<https://portal.example.org/u/1>"
    assert subscribed["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "List-Unsubscribe" not in other


def test_nothing_is_written_without_a_mail_server(settings):
    settings.FAROL_MAIL = ""
    assert written() is None
    assert not Delivery.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_mail_goes_with_the_transaction_that_it_tells_of(mailbox):
    with pytest.raises(RuntimeError), transaction.atomic():
        written()
        raise RuntimeError
    later(hours=1)
    assert sending.send_waiting() == 0
    assert not Delivery.objects.exists()


def test_the_clock_sends_what_no_worker_sent(mailbox):
    written()
    assert sending.send_waiting() == 0  # the worker has its chance first
    later(minutes=2)
    assert sending.send_waiting() == 1
    assert sending.send_waiting() == 0


def test_a_server_that_is_not_there_is_tried_again_ever_more_rarely_and_then_given_up(no_server):
    delivery = written()
    assert not sending.send(delivery.pk)
    assert state(delivery) == Status.WAITING
    assert delivery.problem == "ConnectionRefusedError"
    pauses = []
    for _attempt in range(20):
        if state(delivery) == Status.WAITING:
            pauses.append(round((delivery.next_at - timezone.now()).total_seconds(), -1))
            later(days=2)
            sending.send_waiting()
    assert pauses == sorted(pauses)
    assert state(delivery) == Status.FAILED
    assert timedelta(days=3) < timedelta(seconds=sum(pauses)) < timedelta(days=4)


def test_a_refusal_for_now_is_tried_again(mailbox):
    mailbox.answers["DATA"] = f"451 try later, {RESIDENT}"
    delivery = written()
    sending.send(delivery.pk)
    assert state(delivery) == Status.WAITING
    assert RESIDENT not in delivery.problem
    mailbox.answers.clear()
    later(minutes=2)
    assert sending.send_waiting() == 1
    assert len(mailbox.mails) == 1


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
def test_a_refusal_for_good_is_not(mailbox, step):
    mailbox.answers[step] = f"550 no {RESIDENT} here"
    delivery = written()
    sending.send(delivery.pk)
    assert state(delivery) == Status.FAILED
    assert "550" in delivery.problem
    assert RESIDENT not in delivery.problem


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_line_that_breaks_in_the_middle_leaves_it_unclear_and_never_sent_twice(mailbox, moment):
    mailbox.hang_up = moment
    delivery = written()
    sending.send(delivery.pk)
    mailbox.hang_up = ""
    later(days=1)
    sending.send_waiting()
    assert state(delivery) == Status.UNCLEAR
    assert mailbox.seen == 1


def test_a_server_that_is_too_slow_leaves_it_unclear_too(mailbox):
    mailbox.seconds = 3
    delivery = written()
    sending.send(delivery.pk)
    assert state(delivery) == Status.UNCLEAR


def test_a_person_may_have_it_sent_again_under_the_same_name_for_a_week(mailbox):
    mailbox.hang_up = "after"
    delivery, by = written(), organisation.user(is_superuser=True)
    sending.send(delivery.pk)
    mailbox.hang_up = ""
    delivery.refresh_from_db()
    send_again(delivery, by=by)
    sending.send(delivery.pk)
    first, second = mailbox.mails
    assert first["Message-ID"] == second["Message-ID"]
    delivery.refresh_from_db()
    with pytest.raises(Refused):
        send_again(delivery, by=by)


def test_what_was_not_sent_is_forgotten_after_a_week_and_the_row_after_a_season(mailbox):
    mailbox.answers["RCPT"] = "550 no"
    delivery = written()
    sending.send(delivery.pk)
    sending.forget_old()
    delivery.refresh_from_db()
    assert delivery.sealed
    later(days=8)
    sending.forget_old()
    delivery.refresh_from_db()
    assert delivery.sealed == ""
    later(days=90)
    assert sending.forget_old() == 1


@pytest.mark.parametrize(
    ("status", "then"),
    [(Status.TAKEN, Status.SENT), (Status.HANDING_OVER, Status.UNCLEAR)],
)
def test_of_a_sender_that_died_only_what_was_not_handed_over_is_sent(mailbox, status, then):
    delivery = written()
    Delivery.objects.update(status=status)
    later(hours=1)
    sending.send_waiting()
    assert state(delivery) == then


def test_mails_about_what_is_erased_are_not_sent(mailbox):
    thing = organisation.department("IC")
    delivery = written(about=thing)
    other = written()
    assert forget_about(thing) == 1
    later(hours=1)
    sending.send_waiting()
    assert state(delivery) == Status.FAILED
    assert state(other) == Status.SENT
    assert len(mailbox.mails) == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_senders_one_sends(mailbox):
    delivery = written()
    start = threading.Barrier(8)
    sent = []

    def sender():
        start.wait()
        try:
            sent.append(sending.send(delivery.pk))
        finally:
            connection.close()

    threads = [threading.Thread(target=sender) for _each in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(sent) == [False] * 7 + [True]
    assert len(mailbox.mails) == 1


def test_where_mails_go_into_a_folder_they_can_be_read_there(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    settings.FAROL_MAIL = f"file:///{tmp_path}"
    delivery = written()
    assert sending.send(delivery.pk)
    (mail,) = tmp_path.iterdir()
    assert f"To: {RESIDENT}" in mail.read_text()
    delivery.refresh_from_db()
    assert delivery.status == Status.SENT
