"""What a password may not be, beside Django's rules: leaked elsewhere, or made of words of here.

Leaked passwords are looked up in a file on this machine, as the portal works without a network: one
line for each, its SHA-1 in hexadecimal and how often it was seen, in the order of the hashes. That
is what the downloader of Have I Been Pwned writes: tens of gigabytes, of which a look reads little.
"""

import hashlib
import logging
import os
import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.organisation.models import Department
from portal.organisation.roles import ROLES

logger = logging.getLogger(__name__)

DIGITS = 40  # of a SHA-1
BLOCK = 4096  # bytes of the file that are read at once
SAMPLES = 100  # places at which the order of a file is looked at
_A_LINE = re.compile(rb"[0-9A-Fa-f]{40}(:\d+)?\r?\n?")

EVERYWHERE = ("admin", "password", "senha", "palavra-passe", "farol")
OTHER_LETTERS = 6  # that a password needs beside words that everybody finds here
_LOOKS_LIKE = str.maketrans("0134578@$!", "oieastbasi")


class LeakedPasswordValidator:
    """No password that leaked from another service: attackers try these first."""

    def __init__(self, path: str):
        self.path = Path(path)

    def validate(self, password: str, user=None) -> None:
        """Refuse one that is in the file, and any while the file can't be read."""
        try:
            with self.path.open("rb", buffering=BLOCK) as file:
                leaked = holds(file, digest(password))
        except OSError as problem:
            logger.error("FAROL_LEAKED_PASSWORDS can't be read: %s", problem)
            raise ValidationError(
                _("Whether this password has leaked can't be looked up now. Try again later."),
                code="password_not_looked_up",
            ) from problem
        if leaked:
            raise ValidationError(
                _("This password has leaked from another service: attackers try such first."),
                code="password_leaked",
            )

    def get_help_text(self) -> str:
        """What pages say before."""
        return _("Your password can't be one that has leaked from another service.")


def digest(password: str) -> bytes:
    """What a password is looked up by."""
    said = hashlib.sha1(password.encode("utf-8", "replace"), usedforsecurity=False)
    return said.hexdigest().upper().encode()


def holds(file: BinaryIO, wanted: bytes) -> bool:
    """Whether a hash is in the file, halving where it can stand until a block is left."""
    low, high = 0, file.seek(0, os.SEEK_END)  # its line begins at `low` or after, before `high`
    while high - low > BLOCK:
        middle = (low + high) // 2
        file.seek(middle)
        file.readline(BLOCK)  # the rest of a line
        found = _hash_of(file.readline(BLOCK))
        if found == wanted:
            return True
        if found and found < wanted:
            low = file.tell()
        else:
            high = middle + 1
    file.seek(low)
    return wanted in map(_hash_of, file.read(BLOCK + DIGITS).splitlines())


def _hash_of(line: bytes) -> bytes:
    return line[:DIGITS].upper()


def fault_of(path: Path) -> str:
    """Why leaked passwords can't be looked up in this file; empty if they can."""
    try:
        with path.open("rb", buffering=BLOCK) as file:
            hashes = list(_samples(file))
    except OSError as problem:
        return problem.strerror or type(problem).__name__
    if not hashes or not all(hashes):
        return "it isn't lines of 40 hexadecimal digits, a colon and a number"
    if any(later < earlier for earlier, later in pairwise(hashes)):
        return "its lines aren't in the order of their hashes"
    return ""


def _samples(file: BinaryIO) -> Iterable[bytes]:
    """Hashes from the beginning to the end; an empty one where there is no such line."""
    size = file.seek(0, os.SEEK_END)
    for number in range(SAMPLES):
        file.seek(size * number // SAMPLES)
        if number:
            file.readline(BLOCK)
        line = file.readline(BLOCK)
        if line or not number:
            yield _hash_of(line) if _A_LINE.fullmatch(line) else b""


class WordsOfHereValidator:
    """No password of words that everybody finds here: of the portal, departments and roles."""

    def validate(self, password: str, user=None) -> None:
        """Refuse one in which little else is left, however it is spelt."""
        words = words_of_here()
        plain = _plain(password)
        for spelt in (plain, plain.translate(_LOOKS_LIKE)):
            rest = spelt
            for word in words:
                rest = rest.replace(word, " ")
            if rest != spelt and sum(each.isalpha() for each in rest) < OTHER_LETTERS:
                raise ValidationError(
                    _("This password is made of words that everybody finds on this portal."),
                    code="password_of_words_of_here",
                )

    def get_help_text(self) -> str:
        """What pages say before."""
        return _("Your password can't be made of names of this portal, departments or roles.")


def words_of_here() -> list[str]:
    """The words, the longest first: docs/operating.md says which."""
    host = urlsplit(settings.FAROL_SITE_URL).hostname or ""
    names = [*settings.FAROL_SITE_NAME.values(), *ROLES, host.replace(".", " ")]
    codes = []
    columns = ("code", *(f"name_{code.replace('-', '_')}" for code, _name in settings.LANGUAGES))
    for code, *named in Department.objects.values_list(*columns):
        codes.append(_plain(code))
        names += [each for each in named if each]
    said = {word for name in names for word in re.split(r"[\W_]+", _plain(name)) if len(word) > 3}
    said |= {code for code in codes if len(code) > 2}
    return sorted({*said, *EVERYWHERE}, key=lambda word: (-len(word), word))


def _plain(text: str) -> str:
    """Without capitals and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))
