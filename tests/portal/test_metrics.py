"""Figures for Prometheus: right over all processes, about nobody, and not for everybody."""

import subprocess
import sys
from ipaddress import ip_network

import pytest
from django.core.management import call_command

from portal import metrics, moments
from portal.metrics import Counters
from portal.notifications.models import Delivery
from tests.serving import ROOT, environment

pytestmark = pytest.mark.django_db

ADD = """
import sys, django
from pathlib import Path
django.setup()
from portal.metrics import Counters
counters = Counters(Path(sys.argv[1]))
for each in range(500):
    counters.add(("a", 1), (f"own {sys.argv[2]}", 2))
"""


@pytest.fixture
def let_in(settings, tmp_path):
    settings.FAROL_RUN_DIR = tmp_path
    settings.FAROL_METRICS_TOKEN = "a-token"
    return {"Authorization": "Bearer a-token"}


def figures(client, headers) -> dict[str, float]:
    answer = client.get("/metrics", headers=headers)
    assert answer.status_code == 200
    lines = answer.content.decode().splitlines()
    told = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    return {name: float(value) for name, value in told}


def test_by_default_nobody_is_let_in(client):
    assert client.get("/metrics").status_code == 403


def test_whoever_knows_the_token_or_is_in_a_network_is_let_in(client, let_in, settings):
    for wrong in ("Bearer another", "Bearer ", "a-token", "Bearer a-tökén"):
        assert client.get("/metrics", headers={"Authorization": wrong}).status_code == 403
    assert client.get("/metrics", headers=let_in).status_code == 200
    settings.FAROL_METRICS_NETWORKS = [ip_network("10.1.0.0/16")]
    assert client.get("/metrics", REMOTE_ADDR="10.1.2.3").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="10.2.2.3").status_code == 403
    answer = client.get("/metrics", headers=let_in)
    assert "public" not in answer["Cache-Control"]


def test_requests_are_counted_by_view_and_status_with_their_durations(client, let_in):
    for _each in range(3):
        client.get("/en/about/?name=Maria")
    client.get("/en/nothing/like/it/Maria")
    told = figures(client, let_in)
    assert told['farol_requests_total{view="pages:about",status="200"}'] == 3
    assert told['farol_request_seconds_count{view="pages:about"}'] == 3
    assert told['farol_request_seconds_bucket{view="pages:about",le="+Inf"}'] == 3
    buckets = [
        told[f'farol_request_seconds_bucket{{view="pages:about",le="{step}"}}']
        for step in metrics.STEPS
    ]
    assert buckets == sorted(buckets)
    assert told['farol_request_seconds_sum{view="pages:about"}'] > 0
    assert told['farol_requests_total{view="none",status="404"}'] == 1
    assert "Maria" not in str(told)


def test_what_waits_and_what_was_done_last_is_told(client, let_in):
    Delivery.objects.create(kind="trial", language="pt")
    call_command("run_due")
    told = figures(client, let_in)
    assert sum(value for name, value in told.items() if name.startswith("farol_mails{")) == 1
    assert told['farol_last_seconds{what="run_due"}'] == moments.last()["run_due"].timestamp()
    assert told["farol_database_up"] == 1


def test_pages_answered_without_django_are_counted_once(client, let_in, monkeypatch):
    hits = 7
    monkeypatch.setattr(metrics, "_hits", lambda: hits)
    monkeypatch.setattr(metrics, "_hits_counted", 0)
    assert figures(client, let_in)[metrics.KEPT] == 7
    hits = 9
    assert figures(client, let_in)[metrics.KEPT] == 9


@pytest.mark.once
def test_counts_of_many_processes_add_up(tmp_path):
    path = tmp_path / "metrics"
    command = [sys.executable, "-c", ADD, str(path)]
    several = [
        subprocess.Popen([*command, str(number)], cwd=ROOT, env=environment())
        for number in range(3)
    ]
    assert [each.wait() for each in several] == [0, 0, 0]
    told = Counters(path).all()
    assert told["a"] == 1500
    assert [told[f"own {number}"] for number in range(3)] == [1000, 1000, 1000]


@pytest.mark.once
def test_more_series_than_there_is_room_for_are_left_out(tmp_path, monkeypatch):
    monkeypatch.setattr(metrics, "SLOTS", 3)
    counters = Counters(tmp_path / "metrics")
    counters.add(*((f"series {number}", 1) for number in range(5)), ("x" * 200, 1))
    assert len(counters.all()) == 3
