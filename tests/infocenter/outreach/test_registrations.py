"""Places at events: confirmed once, never more than there are, the list moves up in turn."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from infocenter import services
from infocenter.models import Event, Registration, Visitor
from infocenter.outreach.states import RegistrationStatus as S
from portal.history.models import Event as Happened
from portal.history.verifying import first_break
from portal.notifications.models import Delivery
from portal.notifications.sending import send_waiting
from portal.workflow import Refused
from tests.factories import outreach as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_server", "in_english")]


@pytest.fixture
def mail_server(settings):
    """The portal knows one; nothing is sent in these tests."""
    settings.FAROL_MAIL = "smtp://here"


def state(registration) -> str:
    registration.refresh_from_db()
    return registration.status


def sent_about(registration) -> int:
    return Delivery.objects.about(registration).count()


def test_a_registration_takes_no_place_before_it_is_confirmed():
    event = make.event(capacity=1)
    registration = make.registered(event)
    event.refresh_from_db()
    assert (registration.status, event.taken) == (S.UNCONFIRMED, 0)


def test_confirming_twice_counts_once():
    event = make.event(capacity=5)
    registration = make.registered(event)
    for _each in range(2):
        services.confirm_registration(registration)
    event.refresh_from_db()
    assert (state(registration), event.taken, event.turns) == (S.SEATED, 1, 1)
    assert Happened.objects.filter(verb="registration.confirmed").count() == 1
    assert sent_about(registration) == 2  # please confirm; you have a place


def test_the_same_address_again_is_the_same_registration():
    event = make.event()
    first = make.registered(event, "ana@example.org")
    again = make.registered(event, " ANA@example.org")
    assert first.pk == again.pk
    services.confirm_registration(first)
    assert make.registered(event, "ana@example.org").pk == first.pk
    assert state(first) == S.SEATED
    assert make.registered(make.event(), "ana@example.org").pk != first.pk


def test_who_comes_when_all_is_taken_waits_and_moves_up_in_turn():
    event = make.event(capacity=2)
    first, second, third, fourth = (make.confirmed(event) for _each in range(4))
    assert [state(each) for each in (first, second, third, fourth)] == [
        S.SEATED, S.SEATED, S.WAITING, S.WAITING,
    ]  # fmt: skip
    services.cancel_registration(second)
    assert (state(third), state(fourth)) == (S.SEATED, S.WAITING)
    services.cancel_registration(third)
    assert state(fourth) == S.SEATED
    event.refresh_from_db()
    assert event.taken == 2


def test_the_order_is_that_of_confirming_not_of_asking():
    event = make.event(capacity=0)
    early, late = make.registered(event), make.registered(event)
    services.confirm_registration(late)
    services.confirm_registration(early)
    assert list(event.registrations.waiting()) == [late, early]


def test_more_places_go_to_who_waits_and_there_can_not_be_fewer_than_taken():
    event = make.event(capacity=1)
    waiting = [make.confirmed(event) for _each in range(3)][1:]
    event.refresh_from_db()
    event.capacity = 2
    services.save_event(event, by=None, translations={})
    assert [state(each) for each in waiting] == [S.SEATED, S.WAITING]
    event.capacity = 1
    with pytest.raises(Refused, match="2 people have a place"):
        services.save_event(event, by=None, translations={})


def test_cancelling_forgets_who_it_was_and_can_be_repeated():
    registration = make.confirmed(make.event(capacity=1), "ana@example.org")
    for _each in range(2):
        services.cancel_registration(registration)
    assert (registration.person, registration.mark, state(registration)) == ("", "", S.CANCELLED)
    again = make.confirmed(registration.event, "ana@example.org")
    assert (again.pk == registration.pk, again.status) == (False, S.SEATED)


def test_what_is_kept_of_a_person_is_sealed():
    registration = make.registered(make.event(), "ana@example.org", name="Ana Lei")
    kept = " ".join(str(each) for each in Registration.objects.filter(pk=registration.pk).values())
    assert "ana" not in kept.lower().replace("manage", "")
    assert registration.visitor() == Visitor("Ana Lei", "ana@example.org")
    said = " ".join(f"{each.label} {each.data}" for each in Happened.objects.all())
    assert "example.org" not in said


@pytest.mark.parametrize(
    ("start", "values"),
    [
        (timedelta(minutes=-1), {}),
        (timedelta(days=1), {"takes_registrations": False}),
    ],
)
def test_nobody_registers_for_what_has_begun_or_needs_none(start, values):
    event = make.event(**values)
    make.put(event, start)
    with pytest.raises(Refused, match="has closed"):
        make.registered(event)


def test_registration_closes_at_its_minute_but_who_asked_before_may_confirm():
    event = make.event()
    asked = make.registered(event)
    Event.objects.filter(pk=event.pk).update(closes_at=timezone.now())
    with pytest.raises(Refused):
        make.registered(event)
    assert services.confirm_registration(asked).status == S.SEATED


def test_nobody_is_moved_up_into_an_event_that_has_begun():
    event = make.event(capacity=1)
    seated, waiting = make.confirmed(event), make.confirmed(event)
    make.put(event, timedelta(minutes=-1))
    with pytest.raises(Refused, match="has begun"):
        services.cancel_registration(seated)
    assert services.move_up(event) == 0
    assert state(waiting) == S.WAITING


def test_without_a_mail_server_nobody_can_register(settings):
    settings.FAROL_MAIL = ""
    with pytest.raises(Refused):
        make.registered(make.event())


def test_calling_off_tells_everybody_who_confirmed_in_their_language(mailbox):
    event = make.event(capacity=1, languages=("zh-hant", "pt"))
    people = [make.confirmed(event, language=each) for each in ("pt", "zh-hans")]
    unconfirmed = make.registered(event)
    before = sent_about(unconfirmed)
    Delivery.objects.all().delete()
    services.call_off(event, by=None, reason={"pt": "Tufão.", "zh-hant": "颱風。"})
    assert (sent_about(unconfirmed), before) == (0, 1)
    assert [sent_about(each) for each in people] == [1, 1]
    Delivery.objects.update(next_at=timezone.now())
    send_waiting()
    said = {mail["Content-Language"]: mail for mail in mailbox.mails}
    assert said["pt"]["Subject"].startswith("Cancelado: Palestra")
    assert "Tufão." in said["pt"].get_body(["plain"]).get_content()
    assert "台风。" in said["zh-Hans"].get_body(["html"]).get_content()
    with pytest.raises(Refused, match="called off"):
        services.confirm_registration(unconfirmed)


def test_a_new_place_or_time_is_told_and_mended_words_are_not():
    event = make.event(languages=("en",))
    visitor = make.confirmed(event)
    told = sent_about(visitor)
    services.save_event(event, by=None, translations={"en": {"title": "Another title"}})
    assert sent_about(visitor) == told
    services.save_event(event, by=None, translations={"en": {"place": "Town hall"}})
    assert sent_about(visitor) == told + 1
    event.starts_at -= timedelta(hours=1)
    services.save_event(event, by=None, translations={})
    assert sent_about(visitor) == told + 2


def test_who_has_a_place_is_reminded_once_however_often_the_clock_runs():
    event = make.event(capacity=1)
    seated, waiting = make.confirmed(event), make.confirmed(event)
    Registration.objects.update(confirmed_at=timezone.now() - timedelta(days=3))
    assert services.remind_visitors() == 0
    make.put(event, timedelta(hours=20))
    assert [services.remind_visitors() for _each in range(3)] == [1, 0, 0]
    assert (sent_about(seated), sent_about(waiting)) == (3, 2)


def test_who_registered_just_now_needs_no_reminder():
    event = make.event(starts=timedelta(hours=3))
    make.confirmed(event)
    assert services.remind_visitors() == 0


def test_what_nobody_confirms_leaves_nothing_behind():
    registration = make.registered(make.event())
    assert services.drop_unconfirmed() == 0
    Registration.objects.update(made_at=timezone.now() - timedelta(hours=49))
    assert services.drop_unconfirmed() == 1
    assert not Registration.objects.exists()
    assert not Delivery.objects.exclude(sealed="").exists()
    with pytest.raises(Refused, match="in time"):
        services.confirm_registration(registration)


def test_people_are_forgotten_after_the_event_and_the_figures_stay(settings):
    event = make.event()
    come, missed = make.confirmed(event), make.confirmed(event)
    make.put(event, timedelta(days=-1))
    assert services.take_attendance(event, [come.pk, 999], by=None) == 1
    assert services.forget_visitors() == 0
    make.put(event, timedelta(days=-settings.FAROL_REGISTRATIONS_KEPT_DAYS - 1))
    assert [services.forget_visitors() for _each in range(2)] == [2, 0]
    kept = list(event.registrations.values_list("person", "mark", "status", "attended"))
    assert kept == [("", "", S.SEATED, True), ("", "", S.SEATED, False)]
    assert not Delivery.objects.exclude(sealed="").exists()
    assert missed.visitor().name == "陳大文"  # as it was in this test's hands
    assert first_break() is None


def test_attendance_is_taken_from_the_day_on():
    event = make.event()
    with pytest.raises(Refused, match="from the day"):
        services.take_attendance(event, [], by=None)


def test_who_has_registered_is_sealed_again_with_a_new_key(settings):
    settings.FAROL_PERSONAL_KEYS = ["old"]
    registration = make.registered(make.event(), name="Ana Lei")
    settings.FAROL_PERSONAL_KEYS = ["new", "old"]
    call_command("seal_again", verbosity=0)
    settings.FAROL_PERSONAL_KEYS = ["new"]
    registration.refresh_from_db()
    assert registration.visitor().name == "Ana Lei"
