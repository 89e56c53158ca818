"""Every view of the portal, and an address at which each can be found.

The crawler finds most of them by itself. Of what nothing leads to, or only in some state of some
thing, it is told here.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

_LANGUAGE = re.compile(r"(?:zh-hant|zh-hans|pt|en)/")
_PART = re.compile(r"<(?:(\w+):)?(\w+)>")
_OF_APP = re.compile(r"^(.*/)?\(\?P<app_label>[^()]*\)/\$$")  # a list of Django's admin
CATCH_ALL = ("admin/(?P<url>.*)$", "api/")  # nothing is there

# What stands in addresses and isn't the key of a thing, by its name or by its kind.
WORDS = {
    "code": "IC",
    "end": ".csv",
    "language": "en",
    "feed": "atom",
    "rdf": "jsonld",
    "name": "documents",
    "action": "package_search",
    "anchor": "article-1",
}


def plain(route: str) -> str:
    """A route without the language that may stand before it."""
    return _LANGUAGE.sub("", route, count=1) if _LANGUAGE.match(route) else route


def views() -> set[str]:
    """Every route at which there is something."""
    return {plain(route) for route, _name in _below(get_resolver().url_patterns, "")}


def _below(patterns, before: str) -> Iterator[tuple[str, str]]:
    for each in patterns:
        route = str(each.pattern)
        route = before + (route.removeprefix("^") if before else route)
        if isinstance(each, URLResolver):
            yield from _below(each.url_patterns, route)
        elif isinstance(each, URLPattern) and route not in CATCH_ALL:
            yield route, each.name or ""


def of_everybody() -> list[str]:
    """Where a visitor begins: everywhere but in the admin and in the API."""
    found = [
        _LANGUAGE.sub("/en/", address, count=1) if _LANGUAGE.match(address) else f"/{address}"
        for address in _addresses()
        if not address.startswith(("admin/", "api/v1"))
    ]
    return [*found, "/admin/login/", "/zh-hant/", "/zh-hans/", "/pt/", *_secret()]


def of_staff() -> list[str]:
    """Where somebody of the staff begins: everywhere in the admin."""
    return [f"/{address}" for address in _addresses() if address.startswith("admin/")]


def _addresses() -> list[str]:
    return [_address(*each) for each in _below(get_resolver().url_patterns, "")]


def _address(route: str, name: str) -> str:
    """An address that this route answers, of a thing that is there if that can be told."""
    whole = _OF_APP.match(route)
    if whole:
        return f"{whole.group(1)}infocenter/"

    def filled(part: re.Match) -> str:
        kind, word = part.groups()
        if word in ("object_id", "id"):
            return _key_of(_of_page(name))
        if word.endswith("_id"):
            return _key_of(_named(word.removesuffix("_id")))
        return WORDS.get(word) or WORDS.get(kind or "") or "1"

    return _PART.sub(filled, route)


@cache
def _of_page(name: str):
    """The model of a page of admin: its name begins with app and model."""
    fits = [
        each
        for each in apps.get_models()
        if name.startswith(f"{each._meta.app_label}_{each._meta.model_name}")
    ]
    return max(fits, key=lambda each: len(each.__name__), default=None)


@cache
def _named(word: str):
    word = {"answer": "publishedanswer", "article": "policyarticle"}.get(word, word)
    fits = [each for each in apps.get_models() if each._meta.model_name == word]
    return fits[0] if fits else None


@cache
def _key_of(model) -> str:
    """The key of one of them, if possible of one that everybody may see."""
    if model is None:
        return "1"
    rows = model._default_manager.order_by("pk")
    with suppress(AttributeError, TypeError):  # it has no such question, or asks more
        rows = rows.public()
    found = rows.first()
    return str(found.pk) if found else "1"


def _secret() -> Iterator[str]:
    """Pages that only their link opens: of a subscriber, of a visitor, of a calendar."""
    from infocenter.models import Registration
    from infocenter.outreach import secret_links
    from portal.organisation import work_calendars
    from portal.organisation.models import Member
    from portal.subscriptions import passes
    from portal.subscriptions.models import Subscriber

    for purpose, person in zip(passes.Purpose, Subscriber.objects.all(), strict=False):
        yield passes.link(purpose, person, "en")
    for registration in Registration.objects.all()[:1]:
        yield secret_links.address(registration, "en")
    for member in Member.objects.all()[:1]:
        yield work_calendars.address(work_calendars.renew(member.user, member.department))
