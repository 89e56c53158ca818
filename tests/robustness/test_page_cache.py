"""Several processes publish and withdraw while many read: nobody sees what isn't so."""

import json
import os
import subprocess
import sys
from collections import Counter

import pytest

from infocenter.models import Document
from tests.factories import infocenter as make
from tests.robustness.ledger import Ledger, mark
from tests.serving import ROOT, environment, start_portal, stop_portal

# FAROL_STRESS=full: 4 publishers' processes, 50 readers, a minute.
FULL = os.environ.get("FAROL_STRESS") == "full"
PUBLISHERS, READERS, SECONDS = (4, 50, 60) if FULL else (2, 8, 4)


@pytest.fixture
def server(_static_files, transactional_db, tmp_path):
    """A portal with two web processes."""
    portal = start_portal(tmp_path / "portal.log", workers=2)
    yield portal
    stop_portal(portal)


def start(module, *arguments):
    return subprocess.Popen(
        [sys.executable, "-m", f"tests.robustness.{module}", *map(str, arguments)],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process) -> str:
    out, err = process.communicate(timeout=SECONDS * 5 + 60)
    assert process.returncode == 0, err
    return out


def test_no_reader_sees_a_stale_or_a_leaked_page(server, tmp_path, record_property):
    ledger = Ledger(tmp_path / "ledger")
    documents = []
    for number in range(2 * PUBLISHERS):
        text = make.texts("zh-hant", title=mark(number, 1))
        document = make.published_document(translations=[text])
        ledger.begun[number] = ledger.done[number] = 1
        documents.append(f"{number}:{document.pk}")

    publishers = [
        start("publishing", tmp_path / "ledger", SECONDS, *documents[each::PUBLISHERS])
        for each in range(PUBLISHERS)
    ]
    readers = [
        start("reading", tmp_path / "ledger", server.url, READERS // 2, SECONDS, *documents)
        for _ in range(2)
    ]
    acts = [int(finish(each)) for each in publishers]
    told = [json.loads(finish(each)) for each in readers]

    count = sum((Counter(each["count"]) for each in told), Counter())
    faults = [fault for each in told for fault in each["faults"]]
    print(f"{sum(acts)} acts by {PUBLISHERS} processes, {dict(count)} read by {READERS} readers")
    assert faults == [], "\n".join(sorted(faults)[:20])
    assert min(acts) >= 2
    assert count["200"] > 20
    assert count["304"] + count["410"] > 0
    assert Document.objects.count() == len(documents)
