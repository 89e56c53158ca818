"""Many subscribers, one publication, and workers that are killed on the way: one mail for each.

With FAROL_STRESS=full there are 10,000 of them.
"""

import os
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.notifications import sending
from portal.notifications.models import Delivery
from portal.notifications.services import send_again
from portal.notifications.states import Status
from portal.subscriptions import posting, spreading
from portal.subscriptions.models import Happening, Item
from tests.factories import infocenter as make
from tests.factories import organisation, subscriptions
from tests.mailing import Mailbox, send_by, serving
from tests.serving import ROOT, environment, wait_until

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 10_000 if os.environ.get("FAROL_STRESS") == "full" else 300


@dataclass
class Deadly(Mailbox):
    """A mail server that kills who talks to it: at a mail's beginning, or after its last word."""

    victim: subprocess.Popen | None = None
    at: int = 0
    step: str = "RCPT"

    async def handle_RCPT(self, *said):
        self._kill("RCPT")
        return await super().handle_RCPT(*said)

    async def handle_DATA(self, *said):
        answer = await super().handle_DATA(*said)
        self._kill("DATA")
        return answer

    def _kill(self, step: str) -> None:
        if self.victim and step == self.step and len(self.mails) >= self.at:
            self.victim.send_signal(signal.SIGKILL)
            self.victim.wait()
            self.victim = None


def program(box, port: int, *arguments: str, at: int, step: str) -> None:
    """Run a command of the portal until the mail server kills it there."""
    env = environment(
        FAROL_MAIL=f"smtp://127.0.0.1:{port}",
        FAROL_MAIL_FROM="portal@example.org",
        FAROL_SITE_URL="https://portal.example.org",
    )
    box.at, box.step = at, step
    box.victim = process = subprocess.Popen(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=env
    )
    wait_until(lambda: process.poll() is not None, 600)
    assert process.returncode == -signal.SIGKILL


def minutes_later(number: int) -> None:
    """Whoever died is known to be dead, and the clock may look."""
    passed = timezone.now() - timedelta(minutes=number)
    Happening.objects.update(at=passed)
    Delivery.objects.filter(done_at=None).update(next_at=passed)


def test_each_gets_one_mail_though_the_worker_and_then_the_clock_are_killed(settings):
    box = Deadly()
    with serving(box) as port:
        send_by(settings, port)
        department = organisation.department("DSAL")
        subscriptions.many(PEOPLE, "department", department.pk)
        make.published_document(department=department)
        work = ("db_worker", "--interval", "0.1", "--no-startup-delay", "--verbosity", "0")
        program(box, port, *work, at=PEOPLE // 3, step="RCPT")
        assert PEOPLE // 3 <= len(box.mails) < PEOPLE
        minutes_later(30)
        program(box, port, "run_due", "--every", "1", at=PEOPLE * 2 // 3, step="DATA")
        minutes_later(30)
        while Delivery.objects.filter(done_at=None).exists():
            spreading.spread_waiting()
            posting.post_due()
            sending.send_waiting()
        told = Counter(box.to)
        assert set(told.values()) == {1}
        assert len(told) == PEOPLE == Item.objects.exclude(delivery=None).count()
        # The one that was killed after the last word of a mail: nobody knows, so nobody sends it
        # again but a person, and then under the same name, by which servers tell a copy.
        doubtful = Delivery.objects.get(status=Status.UNCLEAR)
        send_again(doubtful, by=organisation.user(is_superuser=True))
        sending.send_waiting()
        names = Counter(each["Message-ID"] for each in box.mails)
        assert names.pop(doubtful.message_id) == 2
        assert set(names.values()) == {1}


def test_to_spread_it_again_after_a_death_tells_nobody_twice(settings, mailbox):
    document = make.published_document()
    subscriptions.many(12, "department", document.department_id)
    row = subscriptions.happening(document)
    subscriptions.all_told()
    Happening.objects.filter(pk=row.pk).update(spread_at=None)  # it died before it noted the end
    subscriptions.all_told()
    assert set(Counter(mailbox.to).values()) == {1}
    assert len(mailbox.to) == 12
