"""The language version that a reader is shown, and what is said about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from portal import languages


@dataclass(frozen=True, slots=True)
class Shown:
    """Which version a reader gets, and in which language it reads then."""

    written: str  # the language in which it was written
    language: str  # the language in which it is shown: zh-hans if it was converted

    @property
    def converted(self) -> bool:
        """Whether Simplified was made from Traditional for this reader."""
        return self.written != self.language

    @property
    def lang(self) -> str:
        """The tag for `lang=`."""
        return languages.bcp47(self.language)

    def text(self, words: str) -> str:
        """`words` of the version, as this reader gets them."""
        return languages.to_simplified(words) if words and self.converted else words

    def html(self, markup: SafeString) -> SafeString:
        """Safe HTML of the version likewise: characters of Chinese change, and no others."""
        if not self.converted:
            return markup
        return SafeString(self.text(markup))  # nosec B703  # as safe as it was


def choose(language: str, available) -> Shown:
    """The version of `available` languages for a reader of `language`."""
    written = languages.best(language, available)
    if written is None:
        raise LookupError("A document without any language version was asked for.")
    converted = language == "zh-hans" and written == "zh-hant"
    return Shown(written, "zh-hans" if converted else written)


def titled(language: str, titles: Mapping[str, str]) -> tuple[str, str]:
    """The title (of titles by language) for a reader of `language`, and its `lang`."""
    shown = choose(language, titles)
    return shown.text(titles[shown.written]), shown.lang


def gathered(rows, key: Callable[[Any], Any], value: Callable[[Any], Any]) -> dict[Any, list]:
    """Rows of a query in lists by `key`, in their order."""
    found: dict[Any, list] = {}
    for row in rows:
        found.setdefault(key(row), []).append(value(row))
    return found
