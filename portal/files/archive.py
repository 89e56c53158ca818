"""Many files as one ZIP, made while it is sent, with the sums to check it by."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from zipstream import ZipStream

from portal.files import serving, storage
from portal.files.names import content_disposition, unique_names

SUMS = "SHA256SUMS"
_SUMS_TIME = 315_576_000  # 1 January 1980, noon: the same files always make the same archive


def _sums(names: list[str], files: list[serving.Kept]) -> str:
    """The list that `sha256sum -c` reads. Safe names have no backslash or line end to escape."""
    lines = (f"{file.sha256}  {name}\n" for name, file in zip(names, files, strict=True))
    return "".join(lines)


def _write_sums(text: str) -> Path:
    handle, path = tempfile.mkstemp(dir=storage.incoming(), suffix=".sums")
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
    os.utime(path, (_SUMS_TIME, _SUMS_TIME))
    os.chmod(path, 0o644)
    return Path(path)


class _Archive:
    """The bytes of the ZIP; afterwards, or when the reader goes away, nothing is left behind."""

    def __init__(self, stream: ZipStream, sums: Path):
        self.blocks: Iterator[bytes] = iter(stream)
        self.sums = sums

    def __iter__(self):
        return self

    def __next__(self) -> bytes:
        try:
            return next(self.blocks)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Remove the temporary list of sums."""
        self.sums.unlink(missing_ok=True)


def stream_zip(
    entries: Iterable[tuple[str, serving.Kept]],
    name: str,
    cache: str = serving.PRIVATE,
    *,
    head: bool = False,
) -> HttpResponseBase:
    """The answer with all of `entries` (name, file) in a ZIP called `name`, and SHA256SUMS.

    The length is known beforehand, so that the reader sees how far the download is. A file whose
    bytes are missing or of the wrong size makes it an error before anything is sent. `head`: only
    the headers are wanted, and nothing is read.
    """
    entries = list(entries)
    files = [file for _name, file in entries]
    names = unique_names([name for name, _file in entries], taken=(SUMS,))
    for file in files:
        problem = serving.problem_with(file)
        if problem:
            return serving.unavailable(file, problem)
    text = _sums(names, files)
    sums = _write_sums(text)
    stream = ZipStream(sized=True)
    for member, file in zip(names, files, strict=True):
        stream.add_path(storage.location(file.sha256), member, recurse=False)
    stream.add_path(sums, SUMS)
    archive = _Archive(stream, sums)
    response: HttpResponseBase
    if head:
        archive.close()
        response = HttpResponse(content_type="application/zip")
    else:
        response = StreamingHttpResponse(archive, content_type="application/zip")
    response["Content-Length"] = str(len(stream))
    response["Content-Disposition"] = content_disposition(name)
    response["ETag"] = f'"zip-{hashlib.sha256(text.encode()).hexdigest()}"'
    response["Cache-Control"] = cache
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = serving.SANDBOX
    return response
