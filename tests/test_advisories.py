"""`make audit`, asking a real advisory service and a real registry, both on this machine."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests import advisories
from tests.advisories import Pin, faults

pytestmark = pytest.mark.once

ADVISORY = {
    "id": "GHSA-aaaa-bbbb-cccc",
    "aliases": ["CVE-2026-1"],
    "summary": "Lets anybody in.",
    "affected": [
        {
            "package": {"name": "weak", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.1"}]}],
        }
    ],
}
PINS = """\
weak==1.0 \\
    --hash=sha256:0000
strong==2.0 ; sys_platform == 'win32' \\
    --hash=sha256:0000
twice==1.0 ; python_full_version < '3.12' \\
    --hash=sha256:0000
twice==2.0 ; python_full_version >= '3.12' \\
    --hash=sha256:0000
"""


class Service(BaseHTTPRequestHandler):
    """An advisory service as OSV is one, and a registry with one release, perhaps taken back."""

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((asked["package"]["name"], asked["version"]))
        found = [ADVISORY] if self.server.asked[-1] == ("weak", "1.0") else []
        self.answer(json.dumps({"vulns": found} if found else {}).encode())

    def do_GET(self):
        wheel = _wheel()
        if self.path.endswith(".whl"):
            self.answer(wheel)
            return
        yanked = 'data-yanked="It was broken."' if self.server.takes_back else ""
        address = f"/weak-1.0-py3-none-any.whl#sha256={hashlib.sha256(wheel).hexdigest()}"
        self.answer(f'<a href="{address}" {yanked}>weak-1.0-py3-none-any.whl</a>'.encode())

    def answer(self, body: bytes):
        self.send_response(self.server.status)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        """Be quiet."""


def _wheel() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as wheel:
        for name in ("METADATA", "WHEEL", "RECORD"):
            text = "Metadata-Version: 2.1\nName: weak\nVersion: 1.0\n" if name == "METADATA" else ""
            wheel.writestr(zipfile.ZipInfo(f"weak-1.0.dist-info/{name}"), text)
    return made.getvalue()


@contextmanager
def serving() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    server.asked, server.status, server.takes_back = [], 200, False
    server.address = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def service(monkeypatch, tmp_path):
    """The service and registry to which audits go; nothing is remembered from before."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "kept"))
    monkeypatch.setenv("UV_HTTP_RETRIES", "0")
    with serving() as server:
        monkeypatch.setenv("UV_DEFAULT_INDEX", f"{server.address}/simple/")
        yield server


@pytest.fixture
def audit(service, tmp_path, capsys):
    """What an audit of pins ends with, and what it says."""

    def audit(pins: str, *options: str) -> tuple[int, list[str]]:
        file = tmp_path / "requirements.txt"
        file.write_text(pins)
        asked = ["--service=osv", f"--osv-url={service.address}", *options, str(file)]
        code = advisories.main(asked)
        return code, capsys.readouterr().out.splitlines()

    return audit


def test_a_release_with_a_known_fault_fails_the_audit(audit):
    code, said = audit("weak==1.0")
    assert code == 1
    assert said[0] == "weak 1.0: CVE-2026-1, GHSA-aaaa-bbbb-cccc; mended in 1.1"


def test_releases_without_one_pass_and_each_of_them_is_asked_about(audit, service):
    """Also what is for other machines: it is installed there."""
    told = advisories.advised(
        [Pin("strong", "2.0"), Pin("twice", "1.0"), Pin("twice", "2.0")],
        ["--vulnerability-service=osv", f"--osv-url={service.address}"],
    )
    assert sorted(service.asked) == [("strong", "2.0"), ("twice", "1.0"), ("twice", "2.0")]
    assert [each["vulns"] for each in told] == [[], [], []]


def test_what_files_pin_is_read_whatever_machine_it_is_for(tmp_path):
    (tmp_path / "a.txt").write_text(PINS)
    (tmp_path / "b.txt").write_text("weak==1.0 \\\n    --hash=sha256:0000\nother==3.0rc1\n")
    assert list(map(str, advisories.pinned(sorted(tmp_path.iterdir())))) == [
        "other 3.0rc1", "strong 2.0", "twice 1.0", "twice 2.0", "weak 1.0",
    ]  # fmt: skip


def test_a_release_that_was_taken_back_fails_the_audit(audit, service, monkeypatch):
    monkeypatch.setitem(advisories.ACCEPTED, ADVISORY["id"], "nobody comes near it")
    assert audit("weak==1.0") == (
        0, ["Audited for known faults: nothing.", "Audited for what was taken back: nothing."]
    )  # fmt: skip
    service.takes_back = True
    monkeypatch.setenv("UV_NO_CACHE", "1")
    code, said = audit("weak==1.0")
    assert code == 1
    assert said[-1] == "weak 1.0: its makers have taken it back"


@pytest.mark.parametrize("status", [404, 500])
def test_a_service_that_says_nothing_is_no_clean_bill_of_health(audit, service, status):
    service.status = status
    code, said = audit("weak==1.0")
    assert code == 1
    assert said[0].startswith("Not audited for known faults: no answer is to be had from here")


def test_where_nobody_can_be_asked_that_is_said_and_passes_only_if_it_may(
    audit, service, monkeypatch
):
    nobody = "http://127.0.0.1:9"
    monkeypatch.setenv("UV_DEFAULT_INDEX", f"{nobody}/simple/")
    code, said = audit("weak==1.0", f"--osv-url={nobody}")
    assert code == 1
    assert [each.partition(":")[0] for each in said] == [
        "Not audited for known faults", "Not audited for what was taken back",
    ]  # fmt: skip
    assert audit("weak==1.0", f"--osv-url={nobody}", "--if-reachable") == (0, said)


def test_a_known_fault_fails_the_audit_also_where_nobody_needs_to_be_asked(audit):
    assert audit("weak==1.0", "--if-reachable")[0] == 1


def test_to_ask_about_nothing_is_a_fault(audit):
    code, said = audit("", "--if-reachable")
    assert (code, said[0]) == (1, "Nothing is pinned.")


def test_a_release_that_does_not_exist_is_no_matter_of_reachability(audit):
    code, said = audit("weak==9.9", "--if-reachable")
    assert code == 1
    assert said[-1].startswith("uv failed: ")


def test_what_the_service_does_not_know_is_a_fault_beside_what_it_knows():
    told = [
        {"name": "strong", "version": "2.0", "vulns": []},
        {"name": "weak", "skip_reason": "not found"},
    ]
    assert faults([Pin("strong", "2.0"), Pin("weak", "1.0")], told) == [
        "weak 1.0: the advisory service doesn't know it, so nothing is known of it"
    ]


def test_an_accepted_advisory_is_no_fault_and_one_about_nothing_is():
    told = [
        {
            "name": "weak",
            "version": "1.0",
            "vulns": [{"id": "GHSA-1", "aliases": ["CVE-1"], "fix_versions": []}],
        }
    ]
    pins = [Pin("weak", "1.0")]
    assert faults(pins, told, {}) == ["weak 1.0: CVE-1, GHSA-1; mended in no release yet"]
    assert faults(pins, told, {"CVE-1": "nobody comes near it"}) == []
    assert faults(pins, [{**told[0], "vulns": []}], {"CVE-1": "nobody comes near it"}) == [
        "CVE-1 is accepted, but is about nothing that we pin"
    ]
