"""A scan begins at every view, stays on this machine, and explains nothing away without a test."""

import os
import re
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from django.urls import resolve
from django.utils.translation import override

from benchmarks.scan import addresses
from benchmarks.scan.false_alarms import FALSE_ALARMS, explained
from benchmarks.scan.listener import listening
from benchmarks.scan.site import LOOPBACK_ONLY
from benchmarks.scan.wapiti import Finding
from benchmarks.scan.watching import _errors
from tests.factories import infocenter as make

ROOT = Path(__file__).resolve().parent.parent.parent
TALKING = """
import socket, sys
for host, port in (("127.0.0.1", int(sys.argv[1])), ("192.0.2.1", 80), ("farol.example", 80)):
    try:
        socket.create_connection((host, port), timeout=2).close()
    except OSError as problem:
        print(host, problem.strerror)
    else:
        print(host, "answers")
"""


@pytest.mark.django_db
def test_there_is_an_address_for_every_view_that_a_scan_may_begin_at():
    document = make.published_document(files=["a.txt"])
    with override("en"):
        begun = [*addresses.of_everybody(), *addresses.of_staff()]
        other_languages = ("/zh-hant/", "/zh-hans/", "/pt/")
        found = [resolve(each) for each in begun if each not in other_languages]
    reached = {addresses.plain(each.route) for each in found}
    views = {each for each in addresses.views() if not each.startswith("api/v1")}
    assert views - reached == set()
    assert f"/en/documents/{document.pk}/" in begun


def test_each_false_alarm_names_a_test_that_exists_and_why():
    for each in FALSE_ALARMS:
        file, _colons, name = each.test.partition("::")
        assert f"def {name}(" in (ROOT / file).read_text(), each.test
        assert each.why


def test_a_false_alarm_explains_its_own_addresses_only():
    csrf = ("Cross Site Request Forgery", "csrf", "POST")
    public = Finding(2, *csrf, "/pt/cases/new/", "", "Lack of anti CSRF token")
    assert explained(public)
    assert not explained(Finding(2, *csrf, "/admin/account/", "", "Lack of anti CSRF token"))
    assert not explained(Finding(4, "SQL Injection", "sql", "GET", "/pt/cases/new/", "q", ""))


def test_programs_under_it_reach_this_machine_only_and_each_attempt_is_noted(tmp_path):
    noted = tmp_path / "refused"
    environment = {
        **os.environ,
        "PYTHONPATH": str(LOOPBACK_ONLY),
        "FAROL_SCAN_REFUSED": str(noted),
    }
    with socket.create_server(("127.0.0.1", 0)) as here:
        command = [sys.executable, "-c", TALKING, str(here.getsockname()[1])]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    refusal = "only this machine may be asked"
    assert done.stdout.splitlines() == [
        "127.0.0.1 answers",
        f"192.0.2.1 {refusal}",
        f"farol.example {refusal}",
    ], done.stderr
    assert re.findall(r"'(\S+)'", noted.read_text()) == ["192.0.2.1", "farol.example"]


def test_whoever_comes_where_attacks_lead_is_noted():
    with listening() as listener:
        home = f"http://127.0.0.1:{listener.http}"
        urllib.request.urlopen(f"{home}/get_ssrf.php?session_id=x").close()  # wapiti itself
        assert listener.came == []
        urllib.request.urlopen(f"{home}/ssrf/x/1/71/").close()
        assert listener.came == ["GET /ssrf/x/1/71/"]


def test_whoever_asks_for_a_name_is_noted_and_who_asks_about_it_is_answered():
    head = b"\x12\x34\1\0\0\1\0\0\0\0\0\0"
    with listening() as listener, socket.socket(type=socket.SOCK_DGRAM) as asking:
        asking.settimeout(5)
        for name, noted in ((b"\1a\1c\0", []), (b"\1a\1l\0", ["the name a.l"])):
            asking.sendto(head + name + b"\0\x10\0\1", ("127.0.0.1", listener.dns))
            assert asking.recv(512).endswith(b"\5false")
            assert listener.came == noted


def test_errors_of_the_log_are_told_by_where_they_happened():
    log = [
        "2026-11-30 19:00:00 ERROR django.request: Internal Server Error: /en/documents/12/",
        "Traceback (most recent call last):",
        '  File "views.py", line 3, in view',
        "    raise ValueError",
        "ValueError",
        "2026-11-30 19:00:01 WARNING django.security.csrf: Forbidden",
    ]
    assert _errors(log) == [
        "django.request: Internal Server Error: /en/documents/N/",
        'File "views.py", line 3, in view | raise ValueError | ValueError',
    ]


def test_nothing_here_speaks_to_a_directory():
    pinned = (ROOT / "requirements.txt").read_text().lower()
    assert "ldap" not in pinned
