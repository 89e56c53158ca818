"""Sending what waits for departments' systems: later again if they can't take it now.

A message is tried eight times within a day, each time later and never in step with others; then it
lies among the dead until somebody has it sent again. An endpoint that fails rests for a while, so
that its messages don't hold up those of others; after three days without one success it is
switched off and its department told.
"""

import json
import logging
import random
import re
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal import outgoing, sealing
from portal.history.services import record
from portal.notifications.services import notify
from portal.webhooks import signing
from portal.webhooks.models import Endpoint, Message
from portal.webhooks.services import give_up_waiting
from portal.webhooks.states import TRANSITIONS, Status
from portal.webhooks.tasks import deliver
from portal.workflow import Refused, advance

logger = logging.getLogger(__name__)

PAUSES = [timedelta(minutes=each) for each in (1, 5, 30, 120, 300, 480, 480)]
JITTER = 0.2  # of a pause, so that what failed together doesn't come back together
REST = timedelta(seconds=50)  # of an endpoint that failed
QUEUED = timedelta(minutes=10)  # in which the worker comes to what the clock has put into its queue
A_SENDER_NEEDS = timedelta(minutes=2)
OFF_AFTER = timedelta(days=3)  # without one success
AT_ONCE = 500  # messages in one run of the clock
SENT_KEPT = timedelta(days=30)
DEAD_KEPT = timedelta(days=90)
SHOWN = 300  # characters of an answer
GONE = 410  # the other side wants no more, as Standard Webhooks has it


def hand_to_queue() -> int:
    """Put what is due into the queue of the worker, once senders that died are accounted for."""
    now = timezone.now()
    Message.objects.abandoned().update(status=Status.WAITING, problem="died")
    handed = 0
    for pk in list(Message.objects.due().values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            mine = Message.objects.due().filter(pk=pk).order_by().update(next_at=now + QUEUED)
            if mine:
                deliver.enqueue(pk)
                handed += 1
    return handed


def send(message_id: int) -> bool:
    """Send one message if it waits for it; whether the other side has it now."""
    rows = Message.objects.select_related("endpoint__department")
    message = rows.filter(pk=message_id, status=Status.WAITING).first()
    if message is None:
        return False
    endpoint = message.endpoint
    now = timezone.now()
    if endpoint.resting_until and endpoint.resting_until > now:
        rest = endpoint.resting_until + timedelta(seconds=random.uniform(0, 30))  # nosec B311  # no secret
        Message.objects.filter(pk=message_id, status=Status.WAITING).update(next_at=rest)
        return False
    try:
        advance(
            message,
            TRANSITIONS["take"],
            attempts=message.attempts + 1,
            next_at=now + A_SENDER_NEEDS,
        )
    except Refused:  # another sender was first
        return False
    problem, answer = _post(endpoint, message)
    if problem:
        _failed(message, problem, answer)
        return False
    _sent(message, answer)
    return True


def _post(endpoint: Endpoint, message: Message) -> tuple[str, outgoing.Answer | None]:
    """What is wrong, in a word, or nothing; and what came back."""
    if not endpoint.is_active or not endpoint.sealed:
        return "switched off", None
    body = json.dumps(message.payload, ensure_ascii=False, separators=(",", ":")).encode()
    try:
        signed = signing.headers(endpoint, message.message_id, body)
        answer = outgoing.post(
            endpoint.address,
            body,
            {"Content-Type": "application/json", "User-Agent": "Farol-Webhooks/1", **signed},
            seconds=settings.FAROL_WEBHOOKS_SECONDS,
            allowed=settings.FAROL_WEBHOOKS_NETWORKS,
        )
    except (outgoing.Forbidden, outgoing.Failed) as problem:
        return str(problem), None
    except sealing.Unreadable:
        return "secret unreadable", None
    return ("" if 200 <= answer.status < 300 else f"status {answer.status}"), answer


@transaction.atomic
def _sent(message: Message, answer: outgoing.Answer | None) -> None:
    advance(message, TRANSITIONS["sent"], problem="", answer=_shown(answer), done_at=timezone.now())
    Endpoint.objects.filter(pk=message.endpoint_id).update(failing_since=None, resting_until=None)


@transaction.atomic
def _failed(message: Message, problem: str, answer: outgoing.Answer | None) -> None:
    now = timezone.now()
    endpoint = Endpoint.objects.select_for_update().get(pk=message.endpoint_id)
    endpoint.failing_since = endpoint.failing_since or now
    endpoint.resting_until = now + REST
    endpoint.save(update_fields=["failing_since", "resting_until"])
    told = {"problem": problem, "answer": _shown(answer)}
    gone = answer is not None and answer.status == GONE
    if gone or problem == "switched off" or message.attempts > len(PAUSES):
        advance(message, TRANSITIONS["give_up"], done_at=now, **told)
    else:
        pause = _pause(message.attempts, answer)
        advance(message, TRANSITIONS["later"], next_at=now + pause, **told)
    logger.warning("Webhook %s: %s", message.message_id, problem)
    if endpoint.is_active and (gone or endpoint.failing_since <= now - OFF_AFTER):
        _switch_off(endpoint, problem)


def _pause(attempts: int, answer: outgoing.Answer | None) -> timedelta:
    """Until the next attempt: later if the other side asks for it, but within a day."""
    pause = PAUSES[attempts - 1] * random.uniform(1 - JITTER, 1 + JITTER)  # nosec B311  # no secret
    asked = next(
        (value for name, value in (answer.headers if answer else {}).items()
         if name.lower() == "retry-after"), "",
    )  # fmt: skip
    seconds = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0
    return max(pause, timedelta(seconds=min(seconds, 86_400)))


def _switch_off(endpoint: Endpoint, problem: str) -> None:
    endpoint.is_active = False
    endpoint.switched_off_at = timezone.now()
    endpoint.save(update_fields=["is_active", "switched_off_at"])
    give_up_waiting(endpoint, "switched off")
    record("endpoint.switched_off", endpoint, problem=problem)
    if endpoint.department.email:
        context = {
            "name": endpoint.name,
            "problem": problem,
            "address": reverse("admin:webhooks_endpoint_change", args=[endpoint.pk]),
        }
        language = settings.LANGUAGE_CODE
        notify("webhook", endpoint.department.email, language, context, about=endpoint)


def _shown(answer: outgoing.Answer | None) -> str:
    """The beginning of an answer, for people."""
    if answer is None:
        return ""
    text = answer.body[: SHOWN * 4].decode("utf-8", "replace")
    return re.sub(r"[\x00-\x1f\x7f\s]+", " ", text).strip()[:SHOWN]


def forget_old() -> int:
    """Drop what was accepted after a month, and what was given up after a season."""
    now = timezone.now()
    old = Message.objects.filter(status=Status.SENT, done_at__lte=now - SENT_KEPT)
    dead = Message.objects.filter(status=Status.DEAD, done_at__lte=now - DEAD_KEPT)
    return old.delete()[0] + dead.delete()[0]
