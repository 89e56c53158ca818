"""Policies on the map of the site: the list, and each in the languages in which it can be read."""

from collections.abc import Iterator

from infocenter import addresses
from infocenter.presentation import gathered
from policies import policy_indexing
from policies.models import PolicyTranslation
from portal import languages


def pages() -> Iterator[dict[str, str]]:
    """The addresses of each page by language."""
    yield {code: addresses.page("policies:policy-list", code) for code in languages.CODES}
    rows = PolicyTranslation.objects.filter(policy__is_public=True).order_by("policy")
    found = gathered(rows.values_list("policy", "language"), lambda r: r[0], lambda r: r[1])
    for policy_id, written in found.items():
        readable = {*written, "zh-hans"} if "zh-hant" in written else set(written)
        yield {c: policy_indexing.address(policy_id, c) for c in languages.CODES if c in readable}
