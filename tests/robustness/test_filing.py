"""Many residents file at once and the server is killed: no receipt lies, and none is twice."""

import os
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from threading import Lock
from uuid import uuid4

import pytest

from policies.models import Case, Message
from policies.services import find_case
from portal import challenge
from tests.serving import start_portal, stop_portal

# FAROL_STRESS=full: 50 residents, a minute.
FULL = os.environ.get("FAROL_STRESS") == "full"
RESIDENTS, SECONDS = (50, 60) if FULL else (12, 6)
TOLD = re.compile(r"<dt>(?:Number|Access code)</dt><dd>([^<]+)</dd>")


class Residents:
    """They file one matter after the other, and send it again until they have seen a receipt."""

    def __init__(self, url: str):
        self.url = url
        self.until = time.monotonic() + SECONDS
        self.receipts: dict[str, set[tuple[str, str]]] = {}
        self.failures = 0
        self.lock = Lock()

    def live(self, number: int) -> None:
        while time.monotonic() < self.until:
            submission = str(uuid4())
            token = challenge.issue()
            typed = {
                "kind": "complaint",
                "submission": submission,
                "subject": f"Lamp of {number}",
                "text": "It is dark.",
                "challenge": token,
                "sum": sum(challenge.sum_of(token)),
                "step": "send",
            }
            with self.lock:
                self.receipts[submission] = set()
            for _again in range(200):
                if self.send(submission, typed):
                    break
                time.sleep(0.2)

    def send(self, submission: str, typed: dict) -> bool:
        body = urllib.parse.urlencode(typed).encode()
        try:
            with urllib.request.urlopen(f"{self.url}/en/cases/new/", body, timeout=20) as answer:
                told = TOLD.findall(answer.read().decode())
        except (OSError, HTTPException):
            with self.lock:
                self.failures += 1
            return False
        assert len(told) == 2, "an answer that is no receipt"
        with self.lock:
            self.receipts[submission].add((told[0], told[1]))
        return True


@pytest.mark.slow
@pytest.mark.usefixtures("_static_files", "transactional_db")
def test_every_receipt_that_was_shown_exists_and_none_twice(tmp_path, record_property):
    portal = start_portal(tmp_path / "portal.log", workers=2)
    residents = Residents(portal.url)
    with ThreadPoolExecutor(RESIDENTS) as pool:
        living = [pool.submit(residents.live, number) for number in range(RESIDENTS)]
        time.sleep(SECONDS / 2)
        portal.process.kill()
        portal.process.wait()
        portal = start_portal(tmp_path / "portal.log", workers=2)
        residents.url = portal.url
        for each in living:
            each.result()
    stop_portal(portal)

    record_property("receipts", len(residents.receipts))
    record_property("failures", residents.failures)
    assert residents.failures, "nobody noticed that the server was killed"
    numbers = []
    for told in residents.receipts.values():
        assert len(told) == 1
        ((number, code),) = told
        assert find_case(number, code), number
        numbers.append(number)
    assert len(set(numbers)) == len(numbers)
    assert Case.objects.count() == Message.objects.count() == len(numbers)
