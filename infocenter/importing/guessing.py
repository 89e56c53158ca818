"""What nobody wrote down: the language of a text, a title, and how plain text reads as Markdown."""

import re
from collections import Counter
from functools import cache
from pathlib import PurePath

import opencc

from portal import languages

TITLE_LENGTH = 500
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[^\W\d_]+")
_PORTUGUESE_WORDS = """
de que e do da em um para com não uma os no se na por mais as dos como mas foi ao das à seu sua
ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem
mesmo aos lei artigo nº decreto direito pública são
"""
_ENGLISH_WORDS = """
the of and to in is that it was for on are as with his they at be this have from or had by but
not what all were we when your can said there use an each which she do how their if will shall
"""
_PORTUGUESE = frozenset(_PORTUGUESE_WORDS.split())
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_ACCENTS = frozenset("ãõçâêôáéíóúà")
_MARKDOWN = re.compile(r"^#{1,6} \S|\*\*[^*\s][^*]*\*\*|\]\(https?:|^\|.*\|$", re.MULTILINE)
_BLOCK_START = re.compile(r"^(\s*)(#|>|[-+*=~](?=[\s=~-]|$)|\d+[.)](?=\s))")
_INLINE = re.compile(r"([\\`*_\[\]<])")
_MEANINGLESS = re.compile(
    r"[\W\d_]*|(scan|img|image|document|doc|file|untitled|dsc|page)?[\W\d_]*", re.I
)


@cache
def _scripts() -> tuple[frozenset[str], frozenset[str]]:
    """Characters that only Traditional, and that only Simplified Chinese has."""
    chars = [chr(code) for code in range(0x4E00, 0xA000)]
    lines = "\n".join(chars)
    simplified = opencc.OpenCC("t2s").convert(lines).split("\n")
    traditional = opencc.OpenCC("s2t").convert(lines).split("\n")
    only_traditional = {c for c, s in zip(chars, simplified, strict=True) if c != s}
    only_simplified = {c for c, t in zip(chars, traditional, strict=True) if c != t}
    both = only_traditional & only_simplified
    return frozenset(only_traditional - both), frozenset(only_simplified - both)


def language(*texts: str) -> str | None:
    """The language of the first text that tells; None if none of them does."""
    for text in texts:
        sample = text[:20_000]
        found = _language(sample)
        if found:
            return found
    return None


def _language(sample: str) -> str | None:
    han = len(_HAN.findall(sample))
    letters = sum(char.isalpha() for char in sample)
    if letters == 0:
        return None
    if han > letters * 0.2:
        traditional, simplified = _scripts()
        old = sum(char in traditional for char in sample)
        new = sum(char in simplified for char in sample)
        return "zh-hans" if new > old else "zh-hant"
    words = Counter(word.lower() for word in _WORD.findall(sample))
    portuguese = sum(words[word] for word in _PORTUGUESE)
    portuguese += sum(count for word, count in words.items() if _ACCENTS & set(word))
    english = sum(words[word] for word in _ENGLISH)
    if portuguese == english:
        return None
    return "pt" if portuguese > english else "en"


def title(name: str, text: str = "") -> str:
    """A title from a file's name; from its first line if the name says nothing."""
    stem = re.sub(r"[\s_]+", " ", PurePath(name).stem).strip(" -.")
    if not _MEANINGLESS.fullmatch(stem):
        return cut(stem)
    lines = (line.strip(" #*-\t") for line in text[:5000].splitlines())
    first = next((line for line in lines if sum(char.isalpha() for char in line) > 2), "")
    return cut(first, 150) or cut(stem) or cut(name)


def cut(text: str, length: int = TITLE_LENGTH) -> str:
    """One line, not longer than a title may be."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def markdown(text: str) -> str:
    """Text as Markdown: as it is if it looks like Markdown, else so that it reads as it stood."""
    text = text.strip()
    if len(_MARKDOWN.findall(text)) > 1:  # one may be chance
        return text
    lines = [_escaped(line) for line in text.split("\n")]
    if "\n\n" not in text and "\n \n" not in text:
        return "\n\n".join(line for line in lines if line)
    joined = "\n".join(lines)
    paragraphs = re.split(r"\n{2,}", joined)
    return "\n\n".join(paragraph.replace("\n", "\\\n") for paragraph in paragraphs)


def _escaped(line: str) -> str:
    line = _INLINE.sub(r"\\\1", line.strip())
    if match := _BLOCK_START.match(line):
        at = match.end() - 1
        return f"{line[:at]}\\{line[at:]}"
    return line


def reading_language(said: str | None, *texts: str) -> str:
    """The language that is said, or found out, or else that of Latin letters or of the portal."""
    found = said or language(*texts)
    if found:
        return found
    latin = any(char.isascii() and char.isalpha() for text in texts for char in text[:1000])
    return "en" if latin else languages.CODES[0]
