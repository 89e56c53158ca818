"""Bytes on their way in: streamed to a temporary place while they are hashed, measured, sniffed."""

import errno
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.utils.translation import gettext as _

from portal.files import sniff, storage, viruses
from portal.files.names import safe_name
from portal.workflow import Refused

CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Arrival:
    """A file that has arrived whole, in its temporary place."""

    part: Path
    sha256: str
    size: int
    media_type: str


def _refuse_size(name: str) -> Refused:
    return Refused(
        _("“%(name)s” is too large: files may have up to %(limit)s MB.")
        % {"name": name, "limit": settings.FAROL_MAX_UPLOAD_MB}
    )


def _chunks(source) -> Iterator[bytes]:
    if hasattr(source, "chunks"):
        yield from source.chunks(CHUNK)
        return
    while chunk := source.read(CHUNK):
        yield chunk


def _measure(chunks: Iterator[bytes], name: str, out=None) -> tuple[str, int]:
    """Hash and count what comes, write it on if there is where to; stop at the limit."""
    digest, size = hashlib.sha256(), 0
    limit = settings.FAROL_MAX_UPLOAD_MB * 1024 * 1024
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise _refuse_size(name)
        digest.update(chunk)
        if out is not None:
            out.write(chunk)
    return digest.hexdigest(), size


def _link(upload: TemporaryUploadedFile, part: Path) -> bool:
    """Take over Django's temporary file without copying it, where the file system allows."""
    part.unlink()
    try:
        os.link(upload.temporary_file_path(), part)
    except OSError:
        return False
    return True


def _receive(source, part: Path, name: str) -> tuple[str, int]:
    if isinstance(source, TemporaryUploadedFile) and _link(source, part):
        with part.open("rb") as file:
            measured = _measure(_chunks(file), name)
            os.fsync(file.fileno())
        return measured
    with part.open("wb") as out:
        if isinstance(source, Path):
            if not stat.S_ISREG(source.stat().st_mode):
                raise Refused(_("“%(name)s” is not a file.") % {"name": name})
            with source.open("rb") as file:
                measured = _measure(_chunks(file), name, out)
        else:
            measured = _measure(_chunks(source), name, out)
        out.flush()
        os.fsync(out.fileno())
    return measured


def accepted_type(file: BinaryIO, name: str, size: int) -> str:
    """The media type of an open file. Refused if it is empty or of a type that isn't taken."""
    if size == 0:
        raise Refused(_("“%(name)s” is empty: it has no content.") % {"name": name})
    media_type = sniff.media_type(file, name)
    if media_type not in settings.FAROL_ALLOWED_TYPES:
        raise Refused(
            _(
                "“%(name)s” can't be accepted: its content is of the type %(type)s. "
                "Save it as PDF, in an office format or as text, and try again."
            )
            % {"name": name, "type": media_type}
        )
    viruses.refuse_infected(file, name)
    return media_type


def _explained(error: OSError, name: str) -> Exception:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Refused(
            _("“%(name)s” can't be kept: the file store is full. Tell the administrator.")
            % {"name": name}
        )
    if isinstance(error, FileNotFoundError | PermissionError):
        return Refused(_("“%(name)s” can't be read.") % {"name": name})
    return error


@contextmanager
def arriving(source, name: str | None) -> Iterator[Arrival]:
    """The file, arrived whole; what the caller doesn't take away is removed."""
    name = safe_name(os.path.basename(str(name or getattr(source, "name", "") or "")))
    handle, path = tempfile.mkstemp(dir=storage.incoming(), suffix=".part")
    os.close(handle)
    part = Path(path)
    try:
        if hasattr(source, "seek") and not isinstance(source, Path):
            source.seek(0)
        sha256, size = _receive(source, part, name)
        with part.open("rb") as arrived:
            media_type = accepted_type(arrived, name, size)
        part.chmod(0o644)  # the web server in front reads it
        yield Arrival(part, sha256, size, media_type)
    except OSError as error:
        raise _explained(error, name) from error
    finally:
        part.unlink(missing_ok=True)
