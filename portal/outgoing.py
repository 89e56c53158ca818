"""What the portal sends to addresses that people typed: never into our own network.

A name is looked up once, every address that it has must be one of the public internet, and the
connection goes to the very address that was looked at: a name that answers otherwise a moment
later leads nowhere else. What is sent follows no redirection; who only looks does, with the same
care at each step.
"""

import ipaddress
import socket
import ssl
from collections.abc import Iterable, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Event, Timer
from urllib.parse import quote, urljoin, urlsplit

MOST_BYTES = 64_000  # that are read of an answer
MOST_STEPS = 5  # from one redirection to the next
REDIRECTIONS = (301, 302, 303, 307, 308)
_OF_ADDRESSES = "%/:=&?~#+!$,;'@()*[]"  # what stands in addresses as it is


class Forbidden(Exception):
    """The address leads where the portal doesn't go. The reason is a short code."""


class Failed(Exception):
    """Nothing came back that could be understood. The reason is a short code."""


@dataclass(frozen=True)
class Answer:
    """What the other side said: the status, some headers, and the beginning of the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Target:
    """An address taken apart."""

    secure: bool
    host: str
    port: int
    path: str


def target_of(address: str) -> Target:
    """The parts of an address. Raises Forbidden if it is none that we send to."""
    try:
        parts = urlsplit(address)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode()
    except (ValueError, UnicodeError) as problem:
        raise Forbidden("no address") from problem
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        raise Forbidden("no address")
    if any(ord(each) <= 32 or ord(each) > 126 for each in parts.path + parts.query):
        raise Forbidden("no address")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    secure = parts.scheme == "https"
    return Target(secure, host, port or (443 if secure else 80), path)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet."""
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    if mapped is not None:
        found = mapped
    if found.version == 6 and found in _TRANSLATED:  # IPv4 behind a translator
        found = ipaddress.ip_address(int(found) & 0xFFFFFFFF)
    return found.is_global and not found.is_multicast


_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


def looked_up(target: Target, allowed: Iterable[str] = ()) -> str:
    """The IP address to connect to. Raises Forbidden if the name has one that isn't public.

    `allowed` are networks of our own to which the operator lets us send.
    """
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise Failed("unknown host") from problem
    networks = [ipaddress.ip_network(each) for each in allowed]
    addresses = [str(each[4][0]) for each in found]
    for each in addresses:
        plain = ipaddress.ip_address(each.partition("%")[0])
        if not is_public(each) and not any(plain in network for network in networks):
            raise Forbidden("private address")
    return addresses[0]


def post(
    address: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    seconds: float,
    allowed: Iterable[str] = (),
) -> Answer:
    """Send `body` to an address, within `seconds` in all. Raises Forbidden or Failed."""
    return _asked("POST", address, body, headers, seconds, allowed)


def look(
    address: str, headers: Mapping[str, str], *, seconds: float, allowed: Iterable[str] = ()
) -> Answer:
    """What is said of an address, without its content. Each step has `seconds`.

    Raises Forbidden, also of a redirection that leads where the portal doesn't go, or Failed.
    """
    for _step in range(MOST_STEPS):
        answer = _asked("HEAD", address, None, headers, seconds, allowed)
        names = {name.lower(): value for name, value in answer.headers.items()}
        if answer.status not in REDIRECTIONS or "location" not in names:
            return answer
        try:
            address = urljoin(address, quote(names["location"], safe=_OF_ADDRESSES))
        except ValueError as problem:
            raise Forbidden("no address") from problem
    raise Failed("redirected again and again")


def _asked(
    method: str,
    address: str,
    body: bytes | None,
    headers: Mapping[str, str],
    seconds: float,
    allowed: Iterable[str],
) -> Answer:
    target = target_of(address)
    connection = _connection(target, looked_up(target, allowed), seconds)
    try:
        with closing(connection):
            connection.connect()
            with within(seconds, connection.sock):
                connection.request(method, target.path, body, dict(headers))
                response = connection.getresponse()
                said = response.read(MOST_BYTES)
                return Answer(response.status, {**response.headers}, said)
    except ssl.SSLError as problem:
        raise Failed("certificate" if "CERTIFICATE" in str(problem) else "TLS") from problem
    except TimeoutError as problem:
        raise Failed("timeout") from problem
    except ConnectionRefusedError as problem:
        raise Failed("refused") from problem
    except (OSError, HTTPException, ValueError) as problem:
        raise Failed("broken off") from problem


def _connection(target: Target, ip: str, seconds: float) -> HTTPConnection:
    """A connection to `ip` that asks for, and has to prove that it is, the host of the target."""
    if target.secure:
        context = ssl.create_default_context()
        secure = HTTPSConnection(target.host, target.port, timeout=seconds, context=context)
        secure._create_connection = _always_to(ip)  # type: ignore[attr-defined]
        return secure
    plain = HTTPConnection(target.host, target.port, timeout=seconds)
    plain._create_connection = _always_to(ip)  # type: ignore[attr-defined]
    return plain


def _always_to(ip: str):
    def connect(address, timeout, source=None):
        return socket.create_connection((ip, address[1]), timeout, source)

    return connect


@contextmanager
def within(seconds: float, connected: socket.socket):
    """End the connection when its time is over: a timeout alone starts anew with every byte."""
    late = Event()

    def end():
        late.set()
        with suppress(OSError):
            connected.shutdown(socket.SHUT_RDWR)

    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, HTTPException) as error:
        if not late.is_set():
            raise
        raise TimeoutError(f"no answer within {seconds:g} seconds") from error
    finally:
        timer.cancel()
    if late.is_set():  # the answer may be cut short
        raise TimeoutError(f"no answer within {seconds:g} seconds")
