"""Sending what is in the outbox: each mail by one sender, later again if the server can't now.

A mail is never sent twice: a sender takes it by a conditional update, and whether the server has
accepted it is known except where the line breaks (or the sender dies) after the last word of a mail
and before its answer is noted. Such a mail stays `unclear` until a person decides.
"""

import logging
import smtplib
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from time import monotonic

from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone

from portal.notifications import outcomes
from portal.notifications.letters import letter
from portal.notifications.line import begin, finish
from portal.notifications.models import Delivery
from portal.notifications.states import TRANSITIONS, Status
from portal.workflow import Refused, advance

logger = logging.getLogger(__name__)

PAUSES = [timedelta(minutes=each) for each in (1, 5, 15, 60, 180, 360, 720, 1440, 1440, 1440)]
A_SENDER_NEEDS = timedelta(minutes=15)  # at most, with all waiting for a slow server
AT_ONCE = 200  # mails over one line
A_RUN = 50  # seconds for mails, in one run of the clock
WORDS_KEPT = timedelta(days=7)  # of a mail that wasn't sent
ROWS_KEPT = timedelta(days=90)


def send_waiting() -> int:
    """Send what is due, once senders that died are accounted for. The number of mails sent."""
    _settle_abandoned()
    sent, end = 0, monotonic() + A_RUN
    while monotonic() < end:
        due = list(Delivery.objects.due().values_list("pk", flat=True)[:AT_ONCE])
        if not due:
            break
        sent += send_all(due)
    return sent


def send(delivery_id: int) -> bool:
    """Send one mail if it waits for it. False if another sender has it, or it couldn't be sent."""
    return bool(send_all([delivery_id]))


def send_all(delivery_ids: Iterable[int]) -> int:
    """Send mails that wait for it over one line, as far as it holds. The number of mails sent."""
    line = get_connection()
    try:
        return sum(_send(each, line) for each in delivery_ids)
    finally:
        _hang_up(line)


def _send(delivery_id: int, line) -> bool:
    delivery = Delivery.objects.filter(pk=delivery_id, status=Status.WAITING).first()
    if delivery is None or not delivery.sealed:
        return False
    try:
        _take(delivery)
    except Refused:  # another sender was first
        return False
    try:
        mail = letter(delivery, line)
        line.open()
    except Exception as problem:  # whatever it was, it isn't the mail's fault
        _hang_up(line)
        _later(delivery, problem)
        return False
    server = getattr(line, "connection", None)
    if not isinstance(server, smtplib.SMTP):  # another backend's, which has no halves
        server = None
    handed_over = False
    try:
        if server is not None:
            begin(server, mail)
        advance(delivery, TRANSITIONS["hand_over"])
        handed_over = True
        if server is not None:
            finish(server)
        else:
            mail.send()
    except Exception as problem:
        _hang_up(line)
        _after_refusal(delivery, problem, handed_over)
        return False
    with transaction.atomic():
        advance(delivery, TRANSITIONS["sent"], sealed="", problem="", done_at=timezone.now())
        outcomes.tell(delivery, refused=False)
    return True


def _hang_up(line) -> None:
    with suppress(smtplib.SMTPException, OSError):
        line.close()


def _take(delivery: Delivery) -> None:
    advance(
        delivery,
        TRANSITIONS["take"],
        attempts=delivery.attempts + 1,
        next_at=timezone.now() + A_SENDER_NEEDS,
    )


def _after_refusal(delivery: Delivery, problem: Exception, handed_over: bool) -> None:
    """The server said no, for now or for good; or nothing, and then perhaps nobody knows."""
    code = _code(problem)
    if code is not None and 500 <= code < 600:
        _finish(delivery, "give_up", problem)
    elif code is None and handed_over:
        _finish(delivery, "unclear", problem)
    else:
        _later(delivery, problem)


def _later(delivery: Delivery, problem: Exception) -> None:
    if delivery.attempts > len(PAUSES):
        return _finish(delivery, "give_up", problem)
    pause = PAUSES[delivery.attempts - 1]
    said = _said(problem)
    advance(delivery, TRANSITIONS["later"], problem=said, next_at=timezone.now() + pause)
    logger.warning("Mail %s could not be sent now: %s", delivery.pk, said)
    return None


def _finish(delivery: Delivery, step: str, problem: Exception) -> None:
    said = _said(problem)
    with transaction.atomic():
        advance(delivery, TRANSITIONS[step], problem=said, done_at=timezone.now())
        if isinstance(problem, smtplib.SMTPRecipientsRefused) and step == "give_up":
            outcomes.tell(delivery, refused=True)
    logger.error("Mail %s: %s, %s", delivery.pk, delivery.get_status_display(), said)


def _code(problem: Exception) -> int | None:
    """The mail server's answer to the mail, if it gave one."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return next((code for code, _text in problem.recipients.values()), None)
    if isinstance(problem, smtplib.SMTPResponseException):
        return problem.smtp_code
    return None


def _said(problem: Exception) -> str:
    """What went wrong, without the server's words, which like to repeat addresses."""
    code = _code(problem)
    return f"{type(problem).__name__} {code}" if code else type(problem).__name__


def _settle_abandoned() -> None:
    """Mails of senders that died: not handed over, they wait again; else nobody knows.

    What was forgotten while a sender had it needn't wait any more.
    """
    now = timezone.now()
    abandoned = Delivery.objects.abandoned()
    abandoned.filter(status=Status.TAKEN).update(status=Status.WAITING, problem="Died")
    abandoned.filter(status=Status.HANDING_OVER).update(
        status=Status.UNCLEAR, problem="Died", done_at=now
    )
    forgotten = Delivery.objects.filter(status=Status.WAITING, sealed="")
    forgotten.update(status=Status.FAILED, done_at=now)


def forget_old() -> int:
    """Drop the words of mails that weren't sent after a week, and all rows after a season."""
    now = timezone.now()
    finished = Delivery.objects.filter(done_at__isnull=False)
    finished.filter(done_at__lte=now - WORDS_KEPT).exclude(sealed="").update(sealed="")
    return finished.filter(done_at__lte=now - ROWS_KEPT).delete()[0]
