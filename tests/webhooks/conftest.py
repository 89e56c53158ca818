"""A department's system: a real server that accepts, refuses, delays, drips, drops, redirects."""

import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from portal.webhooks import services
from tests.factories import webhooks as hooked
from tests.factories.organisation import department


class System(ThreadingHTTPServer):
    """What it got, and how it behaves."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.got: list[tuple[dict, bytes]] = []
        self.status = 200
        self.headers: dict[str, str] = {}
        self.body = b"thanks"
        self.wait = 0.0
        self.drip = 0.0
        self.drops = False

    def handle_error(self, request, client_address):
        """Whoever hangs up is no fault of ours."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook?of=IC"


class _Handler(BaseHTTPRequestHandler):
    server: System

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers), body))
        if self.server.drops:
            self.connection.close()
            return
        time.sleep(self.server.wait)
        with suppress(OSError):
            self.send_response(self.server.status)
            for name, value in self.server.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(self.server.body)))
            self.end_headers()
            if not self.server.drip:
                self.wfile.write(self.server.body)
                return
            for byte in self.server.body:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(self.server.drip)

    def do_GET(self):
        self.server.got.append((dict(self.headers), b"GET"))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *arguments):
        """Be quiet."""


@pytest.fixture
def system(settings):
    """A system that the operator lets us send to."""
    settings.FAROL_WEBHOOKS_NETWORKS = ["127.0.0.0/8"]
    settings.FAROL_WEBHOOKS_SECONDS = 0.5
    settings.FAROL_SITE_URL = "https://portal.example.org"
    server = System()
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def endpoint(system):
    """An endpoint of the department IC that wants to know of documents, cases and notices."""
    made = hooked.endpoint(department("IC", email="ic@example.org"), system.address)
    made.secret = services.renew_secret(made, by=None)
    return made
