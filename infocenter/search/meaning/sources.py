"""The texts of what is in the index, each known by a hash: it says whether vectors still hold."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from infocenter.models import SearchEntry
from infocenter.search.meaning import passages, tongues
from portal.files.models import PAGE_BREAK, StoredFile


@dataclass(frozen=True)
class Source:
    """A text to be cut into passages."""

    sha256: str
    language: str
    text: str
    title: str = ""  # said before each passage, so that it isn't out of its context
    bounds: tuple[int, ...] = ()  # headings or pages: a passage is of one of them
    in_file: bool = False

    def places(self) -> list[tuple[int, int]]:
        """Where its passages are. A text without words has one: its title."""
        found = passages.cut(self.text, self.bounds)
        return found or ([(0, 0)] if self.title else [])

    def passages(self, places: list[tuple[int, int]]) -> list[str]:
        """What is turned into vectors."""
        texts = [self.text[start:end] for start, end in places]
        return [f"{self.title}\n{each}" for each in texts] if self.title else texts


def of_own_text(language: str, title: str, own: str, anchors) -> str:
    """The hash that an entry's own text is known by."""
    whole = "\0".join([language, title, own, *(str(place) for place, _name in anchors)])
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


def of_entries(entries: list[SearchEntry]) -> Iterator[Source]:
    """The texts of an object's language versions, and of their files, each once."""
    files: dict[str, None] = {}
    for entry in entries:
        text = entry.text
        yield Source(
            of_own_text(entry.language, entry.title, text.own, text.anchors),
            tongues.of_version(entry.language),
            text.own,
            entry.title,
            tuple(place for place, _name in text.anchors),
        )
        files |= dict.fromkeys(sha256 for _name, sha256 in text.files)
    for sha256 in files:
        content = StoredFile.objects.filter(sha256=sha256).values_list("text", flat=True).first()
        if content:
            pages = tuple(at + 1 for at, char in enumerate(content) if char == PAGE_BREAK)
            yield Source(sha256, tongues.of_text(content), content, bounds=pages, in_file=True)
