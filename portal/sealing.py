"""Words about people, sealed for the database: what is read there without the keys says nothing.

The first key of FAROL_PERSONAL_KEYS seals, all of them open: to change keys, put a new one in front
and take the old one away once `manage.py seal_again` has sealed everything with the new one.
"""

import base64
import hashlib
import hmac
import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(Exception):
    """None of the keys opens this."""


def seal(thing: Any) -> str:
    """Something that JSON can say, sealed."""
    return _keys().encrypt(json.dumps(thing, ensure_ascii=False).encode()).decode()


def unseal(sealed: str) -> Any:
    """What was sealed. Raises Unreadable if the key is gone or the words were changed."""
    try:
        return json.loads(_keys().decrypt(sealed.encode()))
    except InvalidToken as problem:
        raise Unreadable("No key of FAROL_PERSONAL_KEYS opens this.") from problem


def seal_bytes(data: bytes) -> bytes:
    """A file's bytes, sealed. All of it is in memory: for small files."""
    return _keys().encrypt(data)


def unseal_bytes(sealed: bytes) -> bytes:
    """The bytes that were sealed. Raises Unreadable, as `unseal` does."""
    try:
        return _keys().decrypt(sealed)
    except InvalidToken as problem:
        raise Unreadable("No key of FAROL_PERSONAL_KEYS opens this.") from problem


def seal_again(sealed: bytes) -> bytes:
    """The same, sealed with the first key. Raises Unreadable."""
    try:
        return _keys().rotate(sealed)
    except InvalidToken as problem:
        raise Unreadable("No key of FAROL_PERSONAL_KEYS opens this.") from problem


def digests(address: str) -> list[str]:
    """What an e-mail address is looked up by without being opened: one for each key.

    The first is to be written down; any of them may stand in the database.
    """
    words = folded(address).encode()
    return [hmac.digest(_key(each), words, "sha256").hex() for each in _secrets()]


def folded(address: str) -> str:
    """An e-mail address as it is compared: no mail server tells two apart by capitals."""
    return address.strip().casefold()


def _secrets() -> list[str]:
    return settings.FAROL_PERSONAL_KEYS or [settings.SECRET_KEY]


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(_key(each)) for each in _secrets()])


def _key(secret: str) -> bytes:
    digest = hashlib.sha256(b"farol.sealing:" + secret.encode()).digest()
    return base64.urlsafe_b64encode(digest)
