"""What reaches a department's system, how it is signed, and what happens when it doesn't."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from infocenter import services as documents
from infocenter.models import Announcement
from policies import services as cases
from policies.models import Consultation
from portal.notifications.models import Delivery
from portal.webhooks import delivering, services, signing
from portal.webhooks.models import Endpoint, Message
from portal.webhooks.states import Status
from portal.workflow import Refused
from tests.factories import infocenter as make
from tests.factories import outreach, tracking
from tests.factories import policies as matters
from tests.factories.organisation import department

pytestmark = pytest.mark.django_db


def trial(endpoint) -> Message:
    """A message that waits."""
    return services.send_trial(endpoint, by=None)


def later(message) -> Message:
    """Time has passed, and the endpoint has rested."""
    Endpoint.objects.update(resting_until=None)
    Message.objects.update(next_at=timezone.now())
    message.refresh_from_db()
    return message


def is_signed(secret, headers, body) -> bool:
    """As the other side checks it, by the standard's words."""
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    wanted = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return f"v1,{wanted}" in headers["webhook-signature"].split()


def test_a_published_document_is_told_signed_and_thin(endpoint, system):
    document = make.published_document(
        department=endpoint.department, translations=[make.texts("en", title="Words of it")]
    )
    message = Message.objects.get()
    assert delivering.send(message.pk)
    ((headers, body),) = system.got
    told = json.loads(body)
    assert told["type"] == "document.published"
    assert told["data"] == {
        "document": document.pk,
        "edition": 1,
        "kind": "first",
        "url": f"https://portal.example.org/zh-hant/documents/{document.pk}/",
    }
    assert headers["webhook-id"] == message.message_id
    assert abs(int(headers["webhook-timestamp"]) - timezone.now().timestamp()) < 60
    assert is_signed(endpoint.secret, headers, body)
    assert b"Words of it" not in body
    message.refresh_from_db()
    assert (message.status, message.answer, message.attempts) == (Status.SENT, "thanks", 1)
    assert not delivering.send(message.pk), "once is enough"


def test_withdrawals_cases_notices_and_reports_are_told_without_what_is_personal(endpoint):
    of = endpoint.department
    document = make.published_document(department=of)
    documents.withdraw_document(document, by=None, reason={"en": "Wrong."})
    matters.answered_case(department=of)
    measure = tracking.measure(tracking.programme(of), department=of)
    from tracking import services as supervision

    supervision.open_notice(measure, by=None, text={"en": "Why is it late?"})
    told = list(Message.objects.order_by("pk").values_list("kind", flat=True))
    assert told == [
        "document.published",
        "document.withdrawn",
        "case.assigned",
        "case.answered",
        "notice.opened",
    ]
    for each in Message.objects.all():
        values = each.payload["data"].values()
        assert all(isinstance(value, int) or len(value.split()) == 1 for value in values)


def test_news_events_and_openings_are_told_when_they_happen(endpoint):
    own = endpoint.department
    endpoint.kinds = ["announcement.published", "event.published", "event.called_off",
                      "consultation.opened"]  # fmt: skip
    endpoint.save()
    outreach.draft_announcement(own)
    soon = outreach.announcement(department=own, at=timezone.now() + timedelta(hours=1))
    event = outreach.event(department=own)
    assert [each.kind for each in Message.objects.order_by("pk")] == ["event.published"]
    Announcement.objects.filter(pk=soon.pk).update(published_at=timezone.now())
    documents.show_due()
    documents.call_off(event, by=None, reason={"en": "Rain."})
    to_come = matters.open_consultation(department=own, opens=1)
    cases.follow_openings()
    assert Message.objects.latest("pk").kind == "event.called_off"
    Consultation.objects.filter(pk=to_come.pk).update(opens_at=timezone.now())
    for _each in range(2):
        cases.follow_openings()
    matters.open_consultation(department=own)
    told = [(each.kind, each.payload["data"]) for each in Message.objects.order_by("pk")[1:]]
    assert [kind for kind, _data in told] == [
        "announcement.published", "event.called_off", *["consultation.opened"] * 2,
    ]  # fmt: skip
    assert told[0][1]["announcement"] == soon.pk
    assert told[0][1]["url"].endswith(f"/announcements/{soon.pk}/")
    assert "Rain" not in str(told)


def test_only_the_own_department_and_what_was_asked_for_is_told(endpoint):
    make.published_document(department=department("OTHER"))
    first = make.published_document(department=endpoint.department)
    documents.supersede_document(
        first, by=None, successor=make.published_document(department=department("OTHER"))
    )
    assert [each.kind for each in Message.objects.all()] == ["document.published"]


def test_nothing_is_told_of_what_was_rolled_back(endpoint):
    from django.db import transaction

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        make.published_document(department=endpoint.department)
        _never = 1 / 0
    assert not Message.objects.exists()


def test_after_a_change_of_secrets_both_sign_for_a_day(endpoint, system, monkeypatch):
    new = services.renew_secret(endpoint, by=None)
    assert new != endpoint.secret
    assert new.startswith("whsec_")
    assert new not in Endpoint.objects.get().sealed
    delivering.send(trial(endpoint).pk)
    assert all(is_signed(each, *system.got[0]) for each in (new, endpoint.secret))
    monkeypatch.setattr(signing, "BOTH_HOLD", timedelta(seconds=-1))
    newest = services.renew_secret(endpoint, by=None)
    endpoint.refresh_from_db()
    delivering.send(trial(endpoint).pk)
    assert is_signed(newest, *system.got[1])
    assert not is_signed(new, *system.got[1])


@pytest.mark.parametrize(
    ("behaviour", "problem"),
    [
        ({"status": 500}, "status 500"),
        ({"status": 302, "headers": {"Location": "/elsewhere"}}, "status 302"),
        ({"wait": 2}, "timeout"),
        ({"drip": 0.2}, "timeout"),
        ({"drops": True}, "broken off"),
    ],
)
def test_what_fails_comes_again_later(endpoint, system, behaviour, problem):
    vars(system).update(behaviour)
    message = trial(endpoint)
    assert not delivering.send(message.pk)
    message.refresh_from_db()
    assert (message.status, message.problem) == (Status.WAITING, problem)
    assert timedelta(seconds=40) < message.next_at - timezone.now() < timedelta(seconds=80)
    assert [body for _headers, body in system.got] != [b"GET"], "no redirection is followed"
    vars(system).update(status=200, wait=0, drip=0, drops=False)
    assert delivering.send(later(message).pk)
    assert {headers["webhook-id"] for headers, _body in system.got} == {message.message_id}


def test_an_answer_without_end_is_cut_and_kept_short(endpoint, system):
    system.body = b"word\n\x00" * 1_000_000
    message = trial(endpoint)
    assert delivering.send(message.pk)
    message.refresh_from_db()
    assert len(message.answer) <= 300
    assert "\x00" not in message.answer


def test_a_system_that_asks_for_time_gets_it(endpoint, system):
    system.status, system.headers = 503, {"Retry-After": "3600"}
    message = trial(endpoint)
    delivering.send(message.pk)
    message.refresh_from_db()
    assert message.next_at - timezone.now() > timedelta(minutes=59)


def test_after_a_day_of_attempts_it_is_dead_until_somebody_sends_it_again(endpoint, system):
    system.status = 500
    message = trial(endpoint)
    waited = timedelta()
    while message.status == Status.WAITING:
        delivering.send(later(message).pk)
        message.refresh_from_db()
        if message.status == Status.WAITING:
            waited += message.next_at - timezone.now()
    assert message.status == Status.DEAD
    assert message.attempts == len(delivering.PAUSES) + 1
    assert timedelta(hours=18) < waited < timedelta(hours=30)
    system.status = 200
    Endpoint.objects.update(resting_until=None)
    services.redeliver(message, by=None)
    assert delivering.send(message.pk)


def test_an_endpoint_that_failed_rests_and_its_messages_keep_their_attempts(endpoint, system):
    system.status = 500
    delivering.send(trial(endpoint).pk)
    second = trial(endpoint)
    delivering.send(second.pk)
    second.refresh_from_db()
    assert (second.attempts, len(system.got)) == (0, 1)
    assert second.next_at > timezone.now()


def test_after_long_failure_it_is_switched_off_and_the_department_told(endpoint, system, settings):
    settings.FAROL_MAIL = "smtp://here"
    Endpoint.objects.update(failing_since=timezone.now() - timedelta(days=4))
    system.status = 500
    waiting, failed = trial(endpoint), trial(endpoint)
    delivering.send(failed.pk)
    endpoint.refresh_from_db()
    assert not endpoint.is_active
    assert endpoint.switched_off_at
    waiting.refresh_from_db()
    assert waiting.status == Status.DEAD
    from portal.notifications.sending import send_waiting

    Delivery.objects.update(next_at=timezone.now())
    assert send_waiting() == 1
    assert mail.outbox[0].to == ["ic@example.org"]
    assert "Archive" in mail.outbox[0].body
    make.published_document(department=endpoint.department)
    assert Message.objects.count() == 2
    with pytest.raises(Refused):
        services.redeliver(waiting, by=None)
    endpoint.is_active = True
    services.save_endpoint(endpoint, by=None)
    services.redeliver(waiting, by=None)


def test_a_system_that_wants_no_more_is_left_alone(endpoint, system):
    system.status = 410
    delivering.send(trial(endpoint).pk)
    assert not Endpoint.objects.get().is_active


def test_the_clock_hands_each_message_over_once_and_finds_dead_senders(endpoint, system):
    message = later(trial(endpoint))
    assert delivering.hand_to_queue() == 1
    assert delivering.hand_to_queue() == 0
    assert delivering.send(message.pk)
    Message.objects.update(status=Status.TAKEN, next_at=timezone.now() - timedelta(seconds=1))
    assert delivering.hand_to_queue() == 1
    assert delivering.send(message.pk)


def test_what_is_old_is_forgotten(endpoint, system):
    message = trial(endpoint)
    delivering.send(message.pk)
    assert delivering.forget_old() == 0
    Message.objects.update(done_at=timezone.now() - timedelta(days=31))
    assert delivering.forget_old() == 1


def test_without_leave_nothing_goes_into_our_own_network(endpoint, system, settings):
    settings.FAROL_WEBHOOKS_NETWORKS = []
    message = trial(endpoint)
    delivering.send(message.pk)
    message.refresh_from_db()
    assert message.problem == "private address"
    assert not system.got


def test_cases_are_told_by_their_number_in_the_database_only(endpoint, system):
    case = matters.case_at_work(department=endpoint.department)
    told = Message.objects.get(kind="case.assigned").payload["data"]
    assert told["case"] == case.pk
    assert case.number not in json.dumps(told)
    assert cases
