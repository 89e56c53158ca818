"""File names from strangers: kept in any script, made harmless."""

import unicodedata
from functools import lru_cache
from urllib.parse import quote

LONGEST = 200  # bytes in UTF-8: every file system takes it, with room for " (2)"
_FORBIDDEN = frozenset('/\\:*?"<>|')
_JOINERS = frozenset("\u200c\u200d")  # Persian and emoji need them; they reorder nothing
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
)


def _harmless(char: str) -> str:
    if char in _FORBIDDEN:
        return "_"
    if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and char not in _JOINERS:
        return ""  # line ends, text-direction overrides, halves of characters
    return char


def _cut(text: str, limit: int) -> str:
    return text.encode()[: max(limit, 0)].decode("utf-8", "ignore")


def safe_name(name: str, fallback: str = "file") -> str:
    """The name without paths, control characters or direction overrides, not too long."""
    name = unicodedata.normalize("NFC", "".join(map(_harmless, name))).rstrip(" .").lstrip()
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension.encode()) > 20:
        stem, extension = name, ""
    ending = f".{extension}" if extension else ""
    stem = _cut(stem, LONGEST - len(ending.encode())).strip(" .") or fallback
    if stem.casefold() in _RESERVED:
        stem = f"_{stem}"
    return stem + ending


def _ascii(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem, dot, extension = plain.rpartition(".")
    stem = (stem if dot else plain).strip(" ._-")
    return (stem or "file") + (f".{extension}" if dot and extension else "")


@lru_cache(maxsize=4096)
def content_disposition(name: str, *, inline: bool = False) -> str:
    """The header of RFC 6266: `filename*` in any script, `filename` for older programs."""
    name = safe_name(name)
    kind = "inline" if inline else "attachment"
    if name.isascii():
        return f'{kind}; filename="{name}"'
    return f"{kind}; filename=\"{_ascii(name)}\"; filename*=UTF-8''{quote(name, safe='')}"


def unique_names(names: list[str], taken: tuple[str, ...] = ()) -> list[str]:
    """Safe names in the same order, none twice even where capitals don't count."""
    used = {name.casefold() for name in taken}
    result = []
    for name in map(safe_name, names):
        stem, dot, extension = name.rpartition(".")
        candidate, number = name, 1
        while candidate.casefold() in used:
            number += 1
            candidate = f"{stem} ({number}).{extension}" if dot else f"{name} ({number})"
        used.add(candidate.casefold())
        result.append(candidate)
    return result
