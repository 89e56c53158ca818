"""Where the portal sends to, and where it never goes."""

import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from portal import outgoing
from portal.inspection import links

OURS = ["127.0.0.0/8"]

PRIVATE = [
    "127.0.0.1", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", "0.0.0.0",
    "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_that_are_not_public(address):
    assert not outgoing.is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_addresses_that_are(address):
    assert outgoing.is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "", "example.org", "ftp://example.org/", "http:///x", "https://user@example.org/",
        "http://example.org:x/", "http://example.org/a b", "http://example.org/\r\nX: y",
        "http://[::1", "gopher://example.org", "http://exa\0mple.org/é",
    ],
)  # fmt: skip
def test_what_is_no_address(address):
    with pytest.raises(outgoing.Forbidden):
        outgoing.target_of(address)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "0x7f.1", "2130706433", "127.1", "[::ffff:127.0.0.1]"],
)
def test_other_writings_of_this_machine_are_known(host):
    with pytest.raises((outgoing.Forbidden, outgoing.Failed)):
        outgoing.post(f"http://{host}:9/", b"", {}, seconds=1)


def test_a_name_is_looked_up_once_and_the_connection_goes_there(monkeypatch):
    """A name that answers otherwise the second time leads nowhere else."""
    with socket.create_server(("127.0.0.1", 0)) as ours:
        port = ours.getsockname()[1]
        answers = iter([[(2, 1, 6, "", ("127.0.0.1", port))]])
        found = []

        def once(*arguments, **more):
            found.append(arguments)
            return next(answers)

        real = socket.create_connection
        monkeypatch.setattr(
            socket, "create_connection", lambda there, *rest: (found.append(there), real(there))[1]
        )
        target = outgoing.target_of(f"http://changing.example:{port}/x")
        with monkeypatch.context() as patched:
            patched.setattr(socket, "getaddrinfo", once)
            ip = outgoing.looked_up(target, ["127.0.0.0/8"])
        connection = outgoing._connection(target, ip, 1)
        connection.connect()
        connection.close()
        assert found[-1] == ("127.0.0.1", port)


def test_a_name_with_one_private_address_is_refused(monkeypatch):
    both = [(2, 1, 6, "", ("1.1.1.1", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: both)
    with pytest.raises(outgoing.Forbidden):
        outgoing.looked_up(outgoing.target_of("http://mixed.example/"))


class Site(BaseHTTPRequestHandler):
    """A site that redirects, and has one page."""

    places = {
        "/moved": "/there",
        "/moved%20to": "/th\u00e9re".encode().decode("latin-1"),
        "/inside": "http://169.254.169.254/latest/",
        "/file": "file:///etc/passwd",
        "/broken": "http://[::1",
        "/round": "/round",
    }

    def do_HEAD(self):
        self.server.asked.append(self.path)
        place = self.places.get(self.path)
        self.send_response(302 if place else 200 if self.path == "/there" else 404)
        if place:
            self.send_header("Location", place)
        self.end_headers()

    def log_message(self, *arguments):
        """Be quiet."""


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.asked = []
    server.address = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "status"), [("/there", 200), ("/moved", 200), ("/moved%20to", 404), ("/gone", 404)]
)
def test_who_looks_at_an_address_is_led_on(site, path, status):
    assert outgoing.look(site.address + path, {}, seconds=5, allowed=OURS).status == status


@pytest.mark.parametrize("path", ["/inside", "/file", "/broken"])
def test_nobody_is_led_into_our_own_network(site, path):
    with pytest.raises(outgoing.Forbidden):
        outgoing.look(site.address + path, {}, seconds=5, allowed=OURS)
    assert site.asked == [path]


def test_who_is_led_in_a_circle_ends(site):
    with pytest.raises(outgoing.Failed):
        outgoing.look(f"{site.address}/round", {}, seconds=5, allowed=OURS)
    assert len(site.asked) == outgoing.MOST_STEPS


def test_links_of_published_texts_are_asked_with_the_same_care(site, settings):
    settings.FAROL_WEBHOOKS_NETWORKS = []
    assert not links.answers(f"{site.address}/there")
    assert site.asked == []
    settings.FAROL_WEBHOOKS_NETWORKS = OURS
    assert links.answers(f"{site.address}/moved")
    assert not links.answers(f"{site.address}/gone")
    assert not links.answers(f"{site.address}/inside")
