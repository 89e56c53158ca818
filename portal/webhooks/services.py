"""Telling departments' systems what happens, and setting up where they listen."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.history.services import record
from portal.webhooks import kinds, signing
from portal.webhooks.models import Endpoint, Message
from portal.webhooks.states import TRANSITIONS, Status
from portal.webhooks.tasks import deliver
from portal.workflow import Refused, advance

# The clock looks only after the task had its chance.
HEAD_START = timedelta(minutes=1)


def tell(kind: str, department_id: int | None, /, *, path: str = "", **data) -> None:
    """Have the department's systems told, once the caller's transaction stands.

    `data` are ids and states, in JSON, and never personal; `path` is where to read more.
    """
    listening = Endpoint.objects.listening(kind, department_id)
    if listening:
        address = {"url": settings.FAROL_SITE_URL + path} if path else {}
        for endpoint in listening:
            _write(endpoint, kind, data | address)


def send_trial(endpoint: Endpoint, *, by) -> Message:
    """Have something sent that means nothing, to see whether it arrives."""
    if not endpoint.sealed:
        raise Refused(_("Make a secret first."))
    record("endpoint.tried", endpoint, actor=by)
    return _write(endpoint, kinds.TRIAL, {})


@transaction.atomic
def _write(endpoint: Endpoint, kind: str, data: dict) -> Message:
    now = timezone.now()
    message = Message.objects.create(
        endpoint=endpoint,
        message_id=f"msg_{uuid4().hex}",
        kind=kind,
        payload={"type": kind, "timestamp": now.isoformat(), "data": data},
        made_at=now,
        next_at=now + HEAD_START,
    )
    transaction.on_commit(lambda: deliver.enqueue(message.pk))
    return message


@transaction.atomic
def save_endpoint(endpoint: Endpoint, *, by, changed: Iterable[str] = ()) -> Endpoint:
    """Set up an endpoint, or change it. One that is active again begins with a clean slate."""
    verb = "endpoint.added" if endpoint.pk is None else "endpoint.changed"
    if endpoint.is_active:
        endpoint.failing_since = endpoint.resting_until = endpoint.switched_off_at = None
    endpoint.save()
    record(verb, endpoint, actor=by, changed=sorted(changed))
    return endpoint


@transaction.atomic
def delete_endpoint(endpoint: Endpoint, *, by) -> None:
    """Take an endpoint away, with all that it was told."""
    record("endpoint.deleted", endpoint, actor=by)
    endpoint.delete()


@transaction.atomic
def renew_secret(endpoint: Endpoint, *, by) -> str:
    """A new secret, which nobody can read again. The one before signs along for a day."""
    locked = Endpoint.objects.select_for_update().get(pk=endpoint.pk)
    secret, endpoint.sealed = signing.renewed(locked)
    endpoint.save(update_fields=["sealed"])
    record("endpoint.secret", endpoint, actor=by)
    return secret


@transaction.atomic
def redeliver(message: Message, *, by) -> None:
    """Have a message sent once more, under the same id."""
    endpoint = Endpoint.objects.get(pk=message.endpoint_id)
    if not endpoint.is_active or not endpoint.sealed:
        raise Refused(_("The endpoint is switched off. Switch it on first."))
    advance(
        message, TRANSITIONS["again"], attempts=0, problem="", answer="", done_at=None,
        next_at=timezone.now() + HEAD_START,
    )  # fmt: skip
    record("endpoint.again", endpoint, actor=by, message=message.message_id)
    transaction.on_commit(lambda: deliver.enqueue(message.pk))


def give_up_waiting(endpoint: Endpoint, problem: str) -> None:
    """Nothing more is sent to an endpoint that was switched off."""
    waiting = Message.objects.filter(endpoint=endpoint, status=Status.WAITING)
    waiting.update(status=Status.DEAD, problem=problem, done_at=timezone.now())
