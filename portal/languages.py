"""The four languages: their codes, names, fallback order, and Traditional -> Simplified."""

import re
from functools import cache, lru_cache

import opencc

LANGUAGES = [
    ("zh-hant", "繁體中文"),
    ("pt", "Português"),
    ("en", "English"),
    ("zh-hans", "简体中文"),
]
CODES = tuple(code for code, _name in LANGUAGES)
NAMES = dict(LANGUAGES)

_BCP47 = {"zh-hant": "zh-Hant", "pt": "pt", "en": "en", "zh-hans": "zh-Hans"}
_FALLBACKS = {
    "zh-hant": ("zh-hant", "zh-hans", "pt", "en"),
    "zh-hans": ("zh-hans", "zh-hant", "en", "pt"),
    "pt": ("pt", "en", "zh-hant", "zh-hans"),
    "en": ("en", "pt", "zh-hant", "zh-hans"),
}


def named_in(words: str, code: str) -> str:
    """What a form calls the field of one language: `Name (Português)`."""
    return f"{words} ({NAMES[code]})"


def bcp47(code: str) -> str:
    """The tag for `lang=`, `hreflang=` and the API: `zh-hant` -> `zh-Hant`."""
    return _BCP47[code]


def from_tag(tag: str) -> str | None:
    """Our code for a language tag as people write it (`zh-TW`, `zh_Hans`, `pt-PT`), or None."""
    tag = tag.strip().lower().replace("_", "-")
    if tag in CODES:
        return tag
    if tag.startswith("zh"):
        simplified = re.search(r"\b(hans|cn|sg)\b", tag)
        return "zh-hans" if simplified else "zh-hant"
    primary = tag.split("-")[0]
    return primary if primary in CODES else None


def fallbacks(code: str) -> tuple[str, ...]:
    """The languages in which a reader of `code` is shown content, best first."""
    return _FALLBACKS[code]


def best(code: str, available) -> str | None:
    """The language of `available` that serves a reader of `code` best, or None if there is none."""
    return next((each for each in _FALLBACKS[code] if each in available), None)


@cache
def _converter():
    return opencc.OpenCC("t2s")


@lru_cache(maxsize=2048)
def to_simplified(text: str) -> str:
    """Traditional Chinese turned into Simplified, markup untouched (it has no Han characters)."""
    return _converter().convert(text)
