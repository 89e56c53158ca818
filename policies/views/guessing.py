"""A receipt as it was typed: whose it is, if the code is right. Guessing is limited."""

from collections.abc import Callable
from typing import TypeVar

from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from policies.forms.tracking import ReceiptForm
from portal.throttling import Verdict, allow, give_back, network_of

GUESSES = 10  # an hour, at one receipt
GUESSES_OF_NETWORK = 60  # an hour: many people may be behind one address
HOUR = 3600

Found = TypeVar("Found")


def by_receipt(
    request,
    form: ReceiptForm,
    find: Callable[[str, str], Found | None],
    scopes: tuple[str, str],
    otherwise: str,
) -> Found | None:
    """What `find` has for the receipt. Wrong guesses are counted for the number and the network.

    `scopes` are what the two are counted as; `otherwise` is said when nothing is found.
    """
    if not form.is_valid():
        return None
    number, network = form.cleaned_data["number"], network_of(request)
    tries = ((scopes[0], number, GUESSES), (scopes[1], network, GUESSES_OF_NETWORK))
    for scope, key, limit in tries:
        verdict = allow(f"{scope}.guess", key, limit, HOUR)
        if not verdict:
            form.add_error(None, _too_often(verdict))
            return None
    found = find(number, form.cleaned_data["code"])
    if found is None:
        form.add_error(None, otherwise)
        return None
    for scope, key, _limit in tries:
        give_back(f"{scope}.guess", key)
    return found


def _too_often(verdict: Verdict) -> str:
    at = time_format(localtime(verdict.retry_at))
    return _("Too many attempts. You can try again after %(time)s.") % {"time": at}
