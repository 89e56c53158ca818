"""Python runs this at its start where this folder is on its path: nothing leaves this machine.

A scanner asks its makers for databases and tells them of its own failures, and a portal that is
being scanned is told to send its webhooks anywhere. Each such attempt fails here as if there were
no network, and is noted in the file that FAROL_SCAN_REFUSED names.
"""

import errno
import ipaddress
import os
import socket
import sys

_TO = {"socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1}
_NAMES = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")


def _is_here(host) -> bool:
    """Whether this machine is meant: by its own name for itself, or a number of the loopback."""
    text = host.decode(errors="replace") if isinstance(host, bytes) else str(host or "localhost")
    if text == "localhost":
        return True
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _guard(event: str, arguments: tuple) -> None:
    if event in _TO:
        address = arguments[_TO[event]]
        if not isinstance(address, tuple):
            return  # a socket of the file system, or one that is connected
        host = address[0]
    elif event in _NAMES:
        host = arguments[0]
    else:
        return
    if not _is_here(host):
        if host != socket.gethostname():  # programs ask for their own full name
            _note(f"{event} {host!r}\n")
        raise OSError(errno.ENETUNREACH, "only this machine may be asked")


def _note(line: str) -> None:
    path = os.environ.get("FAROL_SCAN_REFUSED")
    if path:
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(file, line.encode(errors="replace"))
        os.close(file)


sys.addaudithook(_guard)
