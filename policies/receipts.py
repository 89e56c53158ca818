"""Numbers and access codes of receipts: easy to read out, hard to guess, and told once.

The code is made of the submission's secret, so that a resident whose connection broke is shown the
same receipt again, though only a hash of it is kept.
"""

import base64
import hashlib
import secrets
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

CODE_LENGTH = 12
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O and U, which are misread
_PLAIN = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", _ALPHABET)
_MISREAD = str.maketrans("ILOU", "110V")


def new_number(year: int) -> str:
    """A number that nobody can guess from another: the year, seven digits and a check digit."""
    digits = f"{year % 100:02}{secrets.randbelow(10_000_000):07}"
    return _written(digits + check_digit(digits))


def check_digit(digits: str) -> str:
    """ISO 7064, MOD 11,10: finds each wrong digit and nearly all that changed places."""
    check = 10
    for each in digits:
        check = (check + int(each)) % 10 or 10
        check = check * 2 % 11
    return str((11 - check) % 10)


def read_number(said: str) -> str | None:
    """A number as it is kept, however it was typed; None if it can't be one."""
    digits = "".join(each for each in said if each in "0123456789")
    if len(digits) != 10 or check_digit(digits[:-1]) != digits[-1]:
        return None
    return _written(digits)


def _written(digits: str) -> str:
    return f"{digits[:2]}-{digits[2:6]}-{digits[6:]}"


def submission_hash(submission: UUID) -> str:
    """What is kept of a submission: enough to know it again."""
    return hashlib.sha256(b"farol.submission:" + submission.bytes).hexdigest()


def code_of(submission: UUID) -> str:
    """The access code that belongs to a submission."""
    digest = salted_hmac("policies.receipts.code", submission.hex, algorithm="sha256").digest()
    letters = base64.b32encode(digest).decode().translate(_PLAIN)[:CODE_LENGTH]
    return "-".join(letters[at : at + 4] for at in range(0, CODE_LENGTH, 4))


def hashed(number: str, code: str) -> str:
    """What is kept of a code, of use for this case only.

    Nobody can try 2^60 codes at a millisecond each; passwords that people make up would need more.
    """
    letters = _read_code(code)
    return hashlib.scrypt(letters.encode(), salt=number.encode(), n=2**8, r=8, p=1).hex()


def is_code(number: str, code: str, kept: str) -> bool:
    """Whether this is the code, in a time that says nothing of how near it came."""
    return constant_time_compare(hashed(number, code), kept)


def _read_code(said: str) -> str:
    letters = said.upper().translate(_MISREAD)
    return "".join(each for each in letters if each in _ALPHABET)[: 4 * CODE_LENGTH]
