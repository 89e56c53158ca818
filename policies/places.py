"""Places on the page of a policy that other parts fill: the policy itself knows none of them.

A part registers what it shows in `ready` of its app: `places.register("progress", progress_of)`.
"""

from collections.abc import Callable

from django.utils.safestring import SafeString

from portal.markup import joined

Show = Callable[[int, str], SafeString]  # of a policy, in a language: a section of HTML, or nothing

NAMES = ("consultations", "answers", "progress")  # in the order of the page

_shows: dict[str, list[Show]] = {name: [] for name in NAMES}


def register(place: str, show: Show) -> None:
    """Have `show` fill a place: with `<section>`s whose headings are h2."""
    _shows[place].append(show)


def filled(policy_id: int, language: str) -> dict[str, SafeString]:
    """What stands in each place of a policy's page."""
    return {
        name: joined(show(policy_id, language) for show in shows) for name, shows in _shows.items()
    }
