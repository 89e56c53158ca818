"""Which language somebody writes in, as far as it matters: both ways of writing Chinese are one."""

import re

from infocenter.search import text, words

CHINESE, PORTUGUESE, ENGLISH = "zh", "pt", "en"
ALL = (CHINESE, PORTUGUESE, ENGLISH)
SAMPLE = 4000  # characters of a text
LEAST = 0.15  # the share of Chinese characters in a Chinese text with names and numbers in it

_PORTUGUESE_LETTERS = re.compile("[ãõçáéíóúâêôà]")
_WORD = re.compile(r"[^\W\d_]+")


def of_version(language: str) -> str:
    """The tongue of a language version."""
    return language[:2]


def of_text(source: str) -> str:
    """The tongue of a file that nobody said the language of."""
    sample = source[:SAMPLE]
    if len(text.UNSPACED.findall(sample)) > LEAST * len(sample.strip() or " "):
        return CHINESE
    return PORTUGUESE if _portuguese(sample) > 0 else ENGLISH


def of_question(question: str, language: str | None) -> frozenset[str]:
    """The tongues that a question may be in; a reader of `language` most likely writes that."""
    if text.UNSPACED.search(question):
        return frozenset([CHINESE])
    lead = _portuguese(question)
    if lead:
        return frozenset([PORTUGUESE if lead > 0 else ENGLISH])
    likely = of_version(language or "")
    return frozenset([likely] if likely in (PORTUGUESE, ENGLISH) else [PORTUGUESE, ENGLISH])


def _portuguese(sample: str) -> int:
    """How many more signs of Portuguese than of English there are."""
    lower = sample.lower()
    found = _WORD.findall(text.key(lower))
    portuguese = sum(each in words.PORTUGUESE for each in found)
    english = sum(each in words.ENGLISH for each in found)
    return portuguese + len(_PORTUGUESE_LETTERS.findall(lower)) - english
