"""Writing a mail down, in the transaction of what it tells of."""

from datetime import timedelta
from email.utils import make_msgid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import sealing, workflow
from portal.history.services import record
from portal.notifications.models import Delivery
from portal.notifications.states import TRANSITIONS, Status
from portal.notifications.tasks import deliver

# The clock looks only after the task had its chance.
HEAD_START = timedelta(minutes=1)


def available() -> bool:
    """Whether this portal sends mails: it does if it knows a mail server."""
    return bool(settings.FAROL_MAIL)


@transaction.atomic(savepoint=False)
def notify(
    kind: str,
    recipient: str,
    language: str,
    context: dict[str, Any],
    about: models.Model | None = None,
    unsubscribe: str = "",
) -> Delivery | None:
    """Have `recipient` told once the caller's transaction stands, by the templates `emails/<kind>`.

    `context` must be JSON: it is what the words are made of. `unsubscribe` is the address that ends
    a subscription by one POST; a mail about a person's own matter has none. Without a mail server
    nothing is written down, and the answer is None.
    """
    delivery = write_down(kind, recipient, language, context, about, unsubscribe)
    if delivery is not None:
        deliver.enqueue(delivery.pk)  # a row of the same transaction: one wait for the disk
    return delivery


@transaction.atomic(savepoint=False)
def write_down(
    kind: str,
    recipient: str,
    language: str,
    context: dict[str, Any],
    about: models.Model | None = None,
    unsubscribe: str = "",
    name: str = "",
) -> Delivery | None:
    """The same for one of many mails, which the caller has sent together (`tasks.deliver_all`).

    `name` becomes its Message-ID: of a name that there is already, none is written.
    """
    if not available():
        return None
    message_id = f"<{name}@{_domain()}>" if name else make_msgid(domain=_domain())
    if name and Delivery.objects.filter(message_id=message_id).exists():
        return None
    letter = {"to": recipient, "context": context, "unsubscribe": unsubscribe}
    return Delivery.objects.create(
        kind=kind,
        language=language,
        about_type=ContentType.objects.get_for_model(about) if about else None,
        about_id=about.pk if about else None,
        message_id=message_id,
        sealed=sealing.seal(letter),
        next_at=timezone.now() + HEAD_START,
    )


def _domain() -> str:
    """The host that our mails are named by; never this machine's own name."""
    host = urlsplit(settings.FAROL_SITE_URL).hostname
    return host or settings.FAROL_MAIL_FROM.rpartition("@")[2].rstrip("> ") or "localhost"


@transaction.atomic
def send_again(delivery: Delivery, *, by) -> None:
    """Have a mail sent that was given up, or may not have arrived. Refused if it has no words."""
    if not delivery.sealed:
        raise workflow.Refused(_("The words of this mail are gone: they are kept for a week only."))
    workflow.advance(
        delivery, TRANSITIONS["again"], attempts=0, problem="", next_at=timezone.now(), done_at=None
    )
    record("delivery.again", delivery, actor=by)
    transaction.on_commit(lambda: deliver.enqueue(delivery.pk))


def forget_about(thing: models.Model) -> int:
    """Take back what is still to be sent about `thing`, and all that says to whom it went."""
    rows = Delivery.objects.about(thing)
    rows.filter(status=Status.WAITING).update(status=Status.FAILED, done_at=timezone.now())
    return rows.exclude(sealed="").update(sealed="")
