"""What office files carry and don't show: tracked changes, comments, hidden sheets and slides."""

import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.files import containers


class Hidden(TextChoices):
    """Something that readers may find in a file, and that its author may not know of."""

    CHANGES = "changes", _("tracked changes")
    COMMENTS = "comments", _("comments")
    SHEETS = "sheets", _("hidden sheets")
    SLIDES = "slides", _("hidden slides")


_LIMIT = 50_000_000  # bytes of one part that are looked at
_LOOK_FOR = (
    (r"word/document\.xml", rb"<w:(?:ins|del|moveFrom|moveTo)[ >]", Hidden.CHANGES),
    (r"(?:word|xl)/comments.*\.xml", rb"<(?:\w+:)?comment[ >]", Hidden.COMMENTS),
    (r"xl/threadedComments/.*\.xml", rb"<threadedComment[ >]", Hidden.COMMENTS),
    (r"ppt/comments/.*\.xml", rb"<p\w*:cm[ >]", Hidden.COMMENTS),
    (r"xl/workbook\.xml", rb"<(?:\w+:)?sheet [^>]*state=\"(?:veryH|h)idden\"", Hidden.SHEETS),
    (r"ppt/slides/slide\d+\.xml", rb"<p:sld [^>]*show=\"(?:0|false)\"", Hidden.SLIDES),
    (r"content\.xml", rb"<text:changed-region[ >]", Hidden.CHANGES),
    (r"content\.xml", rb"<office:annotation[ >]", Hidden.COMMENTS),
    (r"content\.xml", rb"table:display=\"false\"", Hidden.SHEETS),
)  # fmt: skip
_PARTS = [(re.compile(name), re.compile(mark), what) for name, mark, what in _LOOK_FOR]


def hidden_in(file: BinaryIO) -> list[Hidden]:
    """What an open file hides; nothing for one that is no office file, or can't be read."""
    archive = containers.open_zip(file)
    if archive is None:
        return []
    with archive:
        return list(dict.fromkeys(_found(archive)))


@lru_cache(maxsize=1024)
def hidden_at(path: Path) -> list[Hidden]:
    """The same for a stored file, whose bytes never change."""
    try:
        with path.open("rb") as file:
            return hidden_in(file)
    except OSError:
        return []


def _found(archive: zipfile.ZipFile) -> Iterator[Hidden]:
    for name in archive.namelist():
        for part, mark, what in _PARTS:
            if part.fullmatch(name) and mark.search(containers.member(archive, name, _LIMIT)):
                yield what
