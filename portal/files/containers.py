"""What is in a container: ZIP (OOXML, ODF, EPUB) and OLE2 (old Office, encrypted new Office).

Nothing is unpacked but two small members, and a directory that is itself a bomb isn't read.
"""

import struct
import zipfile
import zlib
from contextlib import suppress
from typing import BinaryIO

ZIP = "application/zip"
OLE = "application/x-ole-storage"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DIRECTORY_LIMIT = 8 * 1024 * 1024  # bytes of a ZIP's directory that we are willing to read
_MEMBER_LIMIT = 1024 * 1024

_OOXML = "application/vnd.openxmlformats-officedocument."
DOCX = _OOXML + "wordprocessingml.document"
XLSX = _OOXML + "spreadsheetml.sheet"
PPTX = _OOXML + "presentationml.presentation"
_PARTS = (  # the content type of the main part, and what the whole is then
    (b"wordprocessingml.document.main+xml", DOCX),
    (b"wordprocessingml.template.main+xml", _OOXML + "wordprocessingml.template"),
    (b"spreadsheetml.sheet.main+xml", XLSX),
    (b"spreadsheetml.template.main+xml", _OOXML + "spreadsheetml.template"),
    (b"presentationml.presentation.main+xml", PPTX),
    (b"presentationml.slideshow.main+xml", _OOXML + "presentationml.slideshow"),
    (b"ms-word.document.macroenabled", "application/vnd.ms-word.document.macroEnabled.12"),
    (b"ms-excel.sheet.macroenabled", "application/vnd.ms-excel.sheet.macroEnabled.12"),
    (b"ms-excel.sheet.binary", "application/vnd.ms-excel.sheet.binary.macroEnabled.12"),
    (
        b"ms-powerpoint.presentation.macroenabled",
        "application/vnd.ms-powerpoint.presentation.macroEnabled.12",
    ),
)
_FOLDERS = ((b"word/", DOCX), (b"xl/", XLSX), (b"ppt/", PPTX))
_SELF_NAMED = ("application/vnd.oasis.opendocument.", "application/epub+zip")
_EXTENSIONS = {"docx": DOCX, "xlsx": XLSX, "pptx": PPTX}
_STREAMS = (
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("__nameid_version1.0", "application/vnd.ms-outlook"),
)


def extension(name: str) -> str:
    """What follows the last dot, in small letters."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def directory_size(file: BinaryIO) -> int:
    """The size of a ZIP's directory as its end says it, without reading it. -1: no end found."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 66_000))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        return -1
    return struct.unpack("<L", tail[at + 12 : at + 16])[0]


def open_zip(file: BinaryIO) -> zipfile.ZipFile | None:
    """The archive, or None if it is damaged or its directory is suspiciously large."""
    if not 0 <= directory_size(file) <= DIRECTORY_LIMIT:
        return None
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, struct.error, UnicodeError):
        return None
    except (NotImplementedError, OverflowError):
        return None


def member(archive: zipfile.ZipFile, name: str, limit: int = _MEMBER_LIMIT) -> bytes:
    """The beginning of a member; nothing if it isn't there or can't be read."""
    try:
        with archive.open(name) as part:
            return part.read(limit)
    except (KeyError, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        return b""
    except (zipfile.BadZipFile, zlib.error, struct.error, UnicodeError, OverflowError):
        return b""


def _self_named(text: bytes) -> str | None:
    said = text.strip().decode("ascii", "replace")
    return said if said.startswith(_SELF_NAMED) and len(said) < 100 else None


def _first_member(head: bytes) -> str | None:
    """The type that ODF and EPUB write plainly at the start of the file."""
    if head[30:38] != b"mimetype":
        return None
    length = struct.unpack("<L", head[18:22])[0]
    start = 38 + struct.unpack("<H", head[28:30])[0]
    return _self_named(head[start : start + min(length, 100)])


def zip_type(file: BinaryIO, head: bytes, name: str) -> str:
    """The type of something that begins like a ZIP."""
    found = _first_member(head)
    if found:
        return found
    archive = open_zip(file)
    if archive is None:  # cut off or hostile: the local headers of its beginning must do
        said = _EXTENSIONS.get(extension(name), ZIP)
        return next((kind for folder, kind in _FOLDERS if folder in head), said)
    with archive:
        parts = member(archive, "[Content_Types].xml").lower()
        for mark, media_type in _PARTS:
            if mark in parts:
                return media_type
        return _self_named(member(archive, "mimetype", 200)) or ZIP


def _ole_directory(file: BinaryIO, head: bytes) -> bytes:
    shift = struct.unpack("<H", head[30:32])[0]
    first = struct.unpack("<L", head[48:52])[0]
    if shift not in (9, 12) or first > 0x0FFFFFFF:
        return b""
    with suppress(OSError, ValueError, OverflowError):
        file.seek((first + 1) << shift)
        return file.read(64 * 1024)
    return b""


def _holds(directory: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") + b"\0\0" in directory


def ole_type(file: BinaryIO, head: bytes, name: str) -> str:
    """The type of an OLE2 file, by the names of its streams."""
    if len(head) < 512:
        return OLE
    directory = _ole_directory(file, head)
    if is_encrypted_office(directory):
        return _EXTENSIONS.get(extension(name), OLE)
    return next((kind for stream, kind in _STREAMS if _holds(directory, stream)), OLE)


def is_encrypted_office(directory: bytes) -> bool:
    """Whether an OLE2 directory is that of a new Office file under a password."""
    return _holds(directory, "EncryptedPackage")


def read_ole_directory(file: BinaryIO) -> bytes:
    """The directory of an OLE2 file; nothing if it isn't one."""
    file.seek(0)
    head = file.read(512)
    if len(head) < 512 or not head.startswith(OLE_MAGIC):
        return b""
    return _ole_directory(file, head)
