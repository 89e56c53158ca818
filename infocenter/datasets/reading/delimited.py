"""Rows out of CSV and its relatives, whatever encoding and delimiter they are in."""

import codecs
import csv
from collections.abc import Iterable, Iterator

from infocenter.datasets.reading.header import width
from infocenter.datasets.reading.job import Choices, Read, Unreadable
from portal.files import encodings

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
LARGEST_CELL = (
    200_000  # characters: a quotation mark that is never closed takes in all that follows
)
_SAMPLE_LINES = 100


def rows(path: str, media_type: str, choices: Choices, read: Read) -> Iterator[list[str]]:
    """The rows, as texts. What was recognised is noted in `read`."""
    csv.field_size_limit(LARGEST_CELL)
    codec, read.encoding = _encoding(path, choices.encoding)
    with open(path, encoding=codec, errors="replace", newline="") as file:
        sample = [line for _number, line in zip(range(_SAMPLE_LINES), file, strict=False)]
    read.delimiter = choices.delimiter or _delimiter(sample, media_type)
    with open(path, encoding=codec, errors="replace", newline="") as file:
        lines = _watched(file, read)
        reader = csv.reader(lines, delimiter=DELIMITERS[read.delimiter])
        try:
            yield from reader
        except csv.Error as error:
            code = "cell_too_long" if "field larger" in str(error) else "not_a_table"
            raise Unreadable(code, row=reader.line_num) from None


def _watched(file: Iterable[str], read: Read) -> Iterator[str]:
    """The lines without NUL; the first character that couldn't be read is noted."""
    clean = True
    for number, line in enumerate(file, 1):
        if clean and "\ufffd" in line:
            clean = False
            read.warn("unreadable_characters", row=number)
        yield line.replace("\0", "") if "\0" in line else line


def _encoding(path: str, chosen: str) -> tuple[str, str]:
    """Codec and name."""
    if chosen:
        try:
            return codecs.lookup("big5hkscs" if chosen == "big5" else chosen).name, chosen
        except LookupError:
            raise Unreadable("no_encoding") from None
    with open(path, "rb") as file:
        head = file.read(encodings.SAMPLE + 1)
    found = encodings.detect(head)
    if found is None:
        raise Unreadable("no_encoding")
    return found


def _delimiter(sample: list[str], media_type: str) -> str:
    """What parts the most rows alike into the most columns."""
    best, found = (0.0, 0), "tab" if media_type == "text/tab-separated-values" else "comma"
    for name, delimiter in DELIMITERS.items():
        try:
            parted = [row for row in csv.reader(sample, delimiter=delimiter) if any(row)]
        except csv.Error:
            continue
        columns = width(parted)
        if columns < 2:
            continue
        alike = sum(len(row) == columns for row in parted) / len(parted)
        if (alike, columns) > best and alike > 0.5:
            best, found = (alike, columns), name
    return found
