"""Pages whose template is rendered once for each shape; a request only fills in the gaps.

Rendering a template costs several times what the database needs for what is in it, and most of a
page is the same every time. An outline is a template rendered with marks in the place of what
differs, cut at the marks, and kept as long as the generation stands.
"""

import html
import re
from collections.abc import Mapping
from typing import cast

from django.conf import settings
from django.http import HttpResponse
from django.template import Context
from django.template.backends.django import Template
from django.template.loader import get_template
from django.utils.safestring import SafeString

from portal.markup import escaped
from portal.pagecache import fragments

_MARK = "\ue000{}\ue001"
_MARKS = re.compile("\ue000([a-z0-9_.]+)\ue001")
_OF_SITE = ("origin", "rest", "query", "canonical")  # what differs from address to address


def page(name: str, site: Mapping, shape: Mapping, slots: Mapping[str, str]) -> HttpResponse:
    """The answer with the whole page `name`; see `fill`."""
    return HttpResponse(fill(name, site, shape, slots))


def fill(name: str, site: Mapping, shape: Mapping, slots: Mapping[str, str]) -> SafeString:
    """The template `name`, which sees `site`, everything in `shape`, and `slots`.

    `shape` is what the template decides by: few values, hashable, never a reader's words. `slots`
    are texts, or safe HTML, put in as they are: the template may ask whether one is empty and
    print it, but a filter would change its mark.
    """
    empty = tuple([slot for slot, text in slots.items() if not text])
    key = ("outline", name, site["language"], site["prefix"], tuple(shape.items()), empty)
    if settings.DEBUG:  # who is at work on a template wants to see it
        texts, marks = _outline(name, site, shape, slots)
    else:
        texts, marks = fragments.kept(key, lambda: _outline(name, site, shape, slots))
    parts = texts.copy()
    ready = {slot: escaped(text) for slot, text in slots.items()}
    parts[1::2] = [ready[mark] if mark in ready else html.escape(site[mark[5:]]) for mark in marks]
    return SafeString("".join(parts))  # nosec B703  # the template's own, and what was escaped


def _outline(name: str, site: Mapping, shape: Mapping, slots: Mapping) -> tuple[list, list]:
    """Texts with a place after each for a slot, and the names of the slots in these places."""
    marked_site = {**site, **{each: _MARK.format(f"site.{each}") for each in _OF_SITE}}
    marked = {slot: _MARK.format(slot) if text else "" for slot, text in slots.items()}
    template = cast(Template, get_template(name)).template
    rendered = template.render(Context({"site": marked_site, **shape, **marked}))
    parts = _MARKS.split(rendered)
    return parts, parts[1::2]
