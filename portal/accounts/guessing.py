"""Guessing is slowed down where it comes from, so that nobody can lock somebody else out.

What fails is counted by account and network, and by network: the owner of an account comes in from
another network as ever. Codes come after the right password, so wrong ones are counted by account
as well: whoever knows the password is not just anybody, and passkeys and recovery codes go on.
"""

from dataclasses import dataclass

from portal import throttling
from portal.throttling import Verdict

SECONDS = 900
OF_ONE_ACCOUNT = 8  # attempts in a quarter of an hour, from one network
OF_ONE_NETWORK = 100  # an office behind one address mistypes, too
CODES_OF_A_DAY = 60  # of one account, from anywhere


@dataclass(frozen=True)
class Attempt:
    """An attempt to prove something; take it back when it was right."""

    counts: tuple[tuple[str, str, int, int], ...]

    def begin(self) -> Verdict:
        """Count it, unless there were too many."""
        taken: list[tuple[str, str]] = []
        for scope, key, limit, seconds in self.counts:
            verdict = throttling.allow(scope, key, limit, seconds)
            if not verdict:
                for each in taken:
                    throttling.give_back(*each)
                return verdict
            taken.append((scope, key))
        return Verdict(True)

    def was_right(self) -> None:
        """It was no guess."""
        for scope, key, _limit, _seconds in self.counts:
            throttling.give_back(scope, key)


def of_password(username: str, network: str) -> Attempt:
    """An attempt at somebody's password."""
    who = f"{username.strip().casefold()[:150]}|{network}"
    return Attempt(
        (
            ("sign-in", who, OF_ONE_ACCOUNT, SECONDS),
            ("sign-in network", network, OF_ONE_NETWORK, SECONDS),
        )
    )


def of_code(user, network: str) -> Attempt:
    """An attempt at a one-time code."""
    return Attempt(
        (
            ("code", f"{user.pk}|{network}", OF_ONE_ACCOUNT, SECONDS),
            ("code of account", str(user.pk), CODES_OF_A_DAY, 86_400),
        )
    )


def of_recovery_code(user, network: str) -> Attempt:
    """An attempt at a recovery code."""
    return Attempt((("recovery code", f"{user.pk}|{network}", OF_ONE_ACCOUNT, SECONDS),))
