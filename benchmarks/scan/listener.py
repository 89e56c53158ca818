"""Where attacks tell the portal to go. Nobody should ever come."""

import socketserver
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_ASKED_BY_WAPITI = "/get_"  # .../get_ssrf.php: who has come?
_NO = b"\x05false"


@dataclass
class Listener:
    """Two ports of this machine, and who came to them."""

    http: int = 0
    dns: int = 0
    came: list[str] = field(default_factory=list)


@contextmanager
def listening():
    """Listen for HTTP and for names, until the end of the scan."""
    listener = Listener()
    servers = [
        ThreadingHTTPServer(("127.0.0.1", 0), _of(listener, _Page)),
        socketserver.ThreadingUDPServer(("127.0.0.1", 0), _of(listener, _Name)),
    ]
    listener.http, listener.dns = (each.server_address[1] for each in servers)
    for each in servers:
        threading.Thread(target=each.serve_forever, daemon=True).start()
    try:
        yield listener
    finally:
        for each in servers:
            each.shutdown()
            each.server_close()


def _of(listener: Listener, handler: type) -> type:
    return type(handler.__name__, (handler,), {"listener": listener})


class _Page(BaseHTTPRequestHandler):
    """Any address by any method; wapiti, which asks who has come, is told that nobody has."""

    def _answer(self):
        if not self.path.startswith(_ASKED_BY_WAPITI):
            self.listener.came.append(f"{self.command} {self.path}")
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(b"[]")

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _answer  # noqa: N815

    def log_message(self, *_said):
        pass


class _Name(socketserver.DatagramRequestHandler):
    """wapiti asks for `….c`, whether somebody has asked for `….l`: nobody has, or it is noted."""

    def handle(self):
        asked = self.rfile.read(512)
        name, end = [], 12
        while end < len(asked) and asked[end]:
            name.append(asked[end + 1 : end + 1 + asked[end]].decode(errors="replace"))
            end += 1 + asked[end]
        question = asked[12 : end + 5]
        if name[-1:] != ["c"]:
            self.listener.came.append(f"the name {'.'.join(name)}")
        head = asked[:2] + b"\x81\x80\0\1\0\1\0\0\0\0"
        text = b"\xc0\x0c\0\x10\0\1\0\0\0\0" + len(_NO).to_bytes(2, "big") + _NO
        self.wfile.write(head + question + text)
