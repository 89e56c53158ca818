"""Files that come in are shown to ClamAV, where there is one, before anything is kept of them."""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from portal.workflow import Refused

CHUNK = 1024 * 1024
SECONDS = 60  # for each step of the conversation
LONGEST_ANSWER = 4096


def refuse_infected(file: BinaryIO, name: str) -> None:
    """Raises Refused if the file holds something harmful, or if nobody could look. Rewinds it."""
    if not settings.FAROL_CLAMAV:
        return
    try:
        answer = _answer_about(file)
    except OSError as error:
        raise _unseen(name) from error
    finally:
        file.seek(0)
    if answer.endswith("FOUND"):
        raise Refused(
            _("“%(name)s” can't be accepted: it holds something harmful (%(what)s).")
            % {"name": name, "what": answer.removeprefix("stream:").removesuffix("FOUND").strip()}
        )
    if answer != "stream: OK":
        raise _unseen(name)


def _unseen(name: str) -> Refused:
    return Refused(
        _("“%(name)s” could not be looked through for viruses. Try again later, or a smaller file.")
        % {"name": name}
    )


def _answer_about(file: BinaryIO) -> str:
    """What clamd says of the bytes, by its INSTREAM command."""
    file.seek(0)
    with _connected() as connection:
        connection.sendall(b"zINSTREAM\0")
        try:
            while chunk := file.read(CHUNK):
                connection.sendall(struct.pack("!I", len(chunk)) + chunk)
            connection.sendall(struct.pack("!I", 0))
        except BrokenPipeError:  # it has answered before the end: too large
            pass
        said = b""
        while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
            part = connection.recv(LONGEST_ANSWER)
            if not part:
                break
            said += part
    return said.rstrip(b"\0").decode("utf-8", "replace").strip()


@contextmanager
def _connected() -> Iterator[socket.socket]:
    place = settings.FAROL_CLAMAV
    if place.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(SECONDS)
        with connection:
            connection.connect(place)
            yield connection
        return
    host, _colon, port = place.rpartition(":")
    with socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS) as connection:
        yield connection
