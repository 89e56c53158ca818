"""Telling people from programs, without a third party, a cookie or a picture.

A form has a challenge: a token with the time at which it was made. The browser finds a number that
fits it (work of less than a second, static/js/challenge.js); without scripts the person answers a
small sum in words. A field that nobody sees and the time that filling in took tell more. None of
this is proof: what looks odd is put aside for an officer, and never turned away.
"""

import hashlib
import secrets
import time
from enum import StrEnum
from typing import Any, cast

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from portal import throttling

BITS = 14  # leading zeros of the hash: 16,000 attempts in the mean
QUICKEST = 3  # seconds in which a person fills in a form
LONGEST = 7 * 24 * 3600  # seconds; who comes back after days only does the work again
USES = 10  # of one challenge: a line that breaks makes people send again
SALT = "portal.challenge"

NUMBERS = [
    _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"), _("nine"),
]  # fmt: skip


class Verdict(StrEnum):
    PERSON = "person"
    QUARANTINE = "quarantine"  # taken in, and looked at by an officer first


def issue() -> str:
    """A new challenge."""
    return signing.dumps(secrets.token_hex(8), salt=SALT)


def issued(token: str) -> tuple[str, float] | None:
    """What a challenge of ours says, and its age in seconds; None for any other or an old one."""
    try:
        said = signing.loads(token, salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return None
    stamp = token.rsplit(":", 2)[1]
    return said, time.time() - signing.b62_decode(stamp)


def is_done(token: str, work: str) -> bool:
    """Whether `work` is a number that fits: SHA-256 of `token:work` begins with enough zeros."""
    if not (work.isascii() and work.isdigit() and len(work) <= 12):
        return False
    digest = hashlib.sha256(f"{token}:{work}".encode()).digest()
    return int.from_bytes(digest[:4]) >> (32 - BITS) == 0


def sum_of(token: str) -> tuple[int, int]:
    """Two numbers from 2 to 9, which only who knows the token has."""
    digest = hashlib.sha256(f"sum:{token}".encode()).digest()
    return 2 + digest[0] % len(NUMBERS), 2 + digest[1] % len(NUMBERS)


class ChallengeFields(forms.Form):
    """The fields that a public form has beside its own. Ask for `verdict` when it is valid."""

    challenge = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    work = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    nickname = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    sum = forms.CharField(
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "size": "4"}),
    )
    protected = ("challenge", "work", "nickname", "sum")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        given = self.data if self.is_bound else self.initial
        token = given.get(self.add_prefix("challenge")) or ""
        if issued(token) is None:
            token = issue()
            if self.is_bound:  # the form is shown again with one that holds
                data = cast(Any, self.data).copy()
                for name, each in {"challenge": token, "sum": "", "work": ""}.items():
                    data[self.add_prefix(name)] = each
                self.data = data
        self.initial["challenge"] = token
        first, second = sum_of(token)
        self.fields["sum"].label = _("How much is %(first)s plus %(second)s?") % {
            "first": NUMBERS[first - 2],
            "second": NUMBERS[second - 2],
        }

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if not (is_done(self._token(), cleaned.get("work", "")) or self._is_right()):
            self.add_error("sum", _("Answer this small sum with a number."))
        return cleaned

    def verdict(self) -> Verdict:
        """What is to be thought of who has sent this, once the form is valid. Ask once."""
        name, age = issued(self._token()) or ("", 0)
        if self.cleaned_data["nickname"] or age < QUICKEST:
            return Verdict.QUARANTINE
        if not throttling.allow("challenge", name, USES, LONGEST):
            return Verdict.QUARANTINE
        return Verdict.PERSON

    def _token(self) -> str:
        return self.cleaned_data.get("challenge", "")

    def _is_right(self) -> bool:
        answer = self.cleaned_data.get("sum", "").strip()
        return answer.isdecimal() and int(answer) == sum(sum_of(self._token()))
