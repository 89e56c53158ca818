"""What in a text looks like data about a person: to be looked at before anything is published.

It is found by its shape, so some of it is none, and names are found only if they are known: a
person decides.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sort(TextChoices):
    """What a find looks like."""

    EMAIL = "email", _("an e-mail address")
    IDENTITY = "identity", _("a number of an identity document")
    PHONE = "phone", _("a telephone number")
    KNOWN = "known", _("what the person has told")


@dataclass(frozen=True)
class Find:
    """Words that look like personal data."""

    sort: Sort
    words: str


_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", re.ASCII)
# Macau 1234567(8) or 1/234567/8, Hong Kong A123456(7), mainland 18 signs, Portugal 12345678 9 ZZ0.
_IDENTITY = re.compile(
    r"(?<![\w/])(?:"
    r"[1578]\d{6}\(\d\)|[1578]/\d{6}/\d"
    r"|[A-Z]{1,2}\d{6}\([\dA]\)"
    r"|\d{17}[\dXx]"
    r"|\d{8} ?\d ?[A-Z]{2}\d"
    r")(?!\w)",
    re.ASCII,  # Chinese needs no space before a number
)
# Macau, Hong Kong, mainland and Portugal, with or without the country in front.
_PHONE = re.compile(
    r"(?<![\w/.-])(?:(?:\+|00)(?:853|852|86|351)[ -]?)?"
    r"(?:6\d{3}[ -]?\d{4}|28\d{2}[ -]?\d{4}|8\d{3}[ -]\d{4}|[259]\d{3}[ -]\d{4}"
    r"|1[3-9]\d[ -]?\d{4}[ -]?\d{4}|9[1236]\d[ -]?\d{3}[ -]?\d{3})(?![\w/-])",
    re.ASCII,
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def find(text: str, known: Iterable[str] = ()) -> list[Find]:
    """What looks like personal data, each once; `known` are words that the person has told."""
    return list(dict.fromkeys(_all(text, known)))


def _all(text: str, known: Iterable[str]) -> Iterator[Find]:
    for each in known:
        for part in {each.strip(), *each.split()}:
            if len(part) > 1 and part.casefold() in text.casefold():
                yield Find(Sort.KNOWN, part)
    for match in _EMAIL.finditer(text):
        yield Find(Sort.EMAIL, match[0])
    taken = set()
    for match in _IDENTITY.finditer(text):
        if len(match[0]) != 18 or _is_mainland(match[0]):
            taken |= set(range(*match.span()))
            yield Find(Sort.IDENTITY, match[0])
    for match in _PHONE.finditer(text):
        if match.start() not in taken:
            yield Find(Sort.PHONE, match[0])


def _is_mainland(number: str) -> bool:
    """Whether the check digit of GB 11643 is right."""
    if not number[:17].isdecimal():
        return True  # another sort of the same length
    rest = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False)) % 11
    return "10X98765432"[rest] == number[17].upper()
