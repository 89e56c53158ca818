"""A publisher's process: `python -m tests.robustness.publishing LEDGER SECONDS NUMBER:ID ...`."""

import sys
import time
from pathlib import Path

import django

django.setup()

from infocenter import services  # noqa: E402
from infocenter.models import Document  # noqa: E402
from tests.robustness.ledger import Ledger, mark  # noqa: E402


def publish(ledger: Ledger, number: int, pk: int) -> None:
    """Write the next text as a draft, wait for somebody to find it, then publish."""
    state = ledger.done[number] + 1
    document = Document.objects.get(pk=pk)
    text = mark(number, state)
    services.save_translation(document, "zh-hant", by=None, title=text, change_note=f"Now {text}")
    time.sleep(0.01)
    ledger.begun[number] = state
    services.publish_document(document, by=None)
    ledger.done[number] = state


def withdraw(ledger: Ledger, number: int, pk: int) -> None:
    """Take it down, with the state in the public reason."""
    state = ledger.done[number] + 1
    document = Document.objects.get(pk=pk)
    ledger.begun[number] = state
    services.withdraw_document(document, by=None, reason={"zh-hant": mark(number, state)})
    ledger.done[number] = state


def main(path: str, seconds: str, *documents: str) -> None:
    ledger = Ledger(Path(path))
    own = [tuple(map(int, each.split(":"))) for each in documents]
    end = time.monotonic() + float(seconds)
    acts = 0
    while time.monotonic() < end:
        for number, pk in own:
            (withdraw if ledger.done[number] % 2 else publish)(ledger, number, pk)
            acts += 1
    print(acts)


if __name__ == "__main__":
    main(*sys.argv[1:])
