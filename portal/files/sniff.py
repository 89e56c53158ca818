"""What a file is, told by its bytes. The name only decides between kinds of text."""

import re
from typing import BinaryIO

from portal.files import containers, encodings, textkinds

HEAD = 64 * 1024
UNKNOWN = "application/octet-stream"

# (offset, bytes, type): the first that fits.
_MAGIC = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (0, b"PAR1", "application/vnd.apache.parquet"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"%!PS", "application/postscript"),
    (0, b"\x1f\x8b\x08", "application/gzip"),
    (0, b"BZh", "application/x-bzip2"),
    (0, b"\xfd7zXZ\0", "application/x-xz"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (257, b"ustar", "application/x-tar"),
    (0, b"SQLite format 3\0", "application/vnd.sqlite3"),
    (0, b"\x7fELF", "application/x-executable"),
    (0, b"\xca\xfe\xba\xbe", "application/x-executable"),
    (0, b"\xcf\xfa\xed\xfe", "application/x-executable"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (0, b"wOFF", "font/woff"),
    (0, b"wOF2", "font/woff2"),
)
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_ISO_MEDIA = {
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heif",
    b"M4A ": "audio/mp4",
    b"qt  ": "video/quicktime",
}
_HTML_START = re.compile(
    rb"\s*+(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html|head|body|script)\b",
    re.I | re.S,
)


def _binary(head: bytes) -> str | None:
    for offset, magic, media_type in _MAGIC:
        if head.startswith(magic, offset):
            return media_type
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _ISO_MEDIA.get(head[8:12], "video/mp4")
    if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0":
        return "image/bmp"
    if head.startswith(b"MZ") and b"\0" in head:
        return "application/x-msdownload"
    if len(head) > 3 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2:
        return "audio/mpeg"
    return None


def _is_pdf(head: bytes) -> bool:
    """Readers allow some bytes before the mark, but a web page that quotes it is a web page."""
    return b"%PDF-" in head[:1024] and not _HTML_START.match(head)


def _text(head: bytes, name: str, whole: bool) -> str | None:
    reading = encodings.read(head)
    if reading is None or not textkinds.is_readable(reading.text):
        return None
    return textkinds.kind(reading.text, name, whole=whole)


def media_type(file: BinaryIO, name: str = "") -> str:
    """The media type of an open file. Never raises on any bytes; leaves the file at its start."""
    file.seek(0)
    head = file.read(HEAD)
    try:
        return _of(file, head, name)
    finally:
        file.seek(0)


def _of(file: BinaryIO, head: bytes, name: str) -> str:
    if _is_pdf(head):
        return "application/pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return containers.zip_type(file, head, name)
    if head.startswith(containers.OLE_MAGIC):
        return containers.ole_type(file, head, name)
    return _binary(head) or _text(head, name, len(head) < HEAD) or UNKNOWN
