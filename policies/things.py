"""Public things that matters are about, and the places in them.

A thing is said as `document:12`, as search calls it. A place is what follows the address of its
page: `#heading` for a part of the text, `files/5/text/#page-3` for a page of a file.
"""

import re
from urllib.parse import quote

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from infocenter.models import EditionFile, SearchEntry
from infocenter.search import Hit, kinds
from portal import languages

LONGEST_WORDS = 100
_FILE_PLACE = re.compile(r"files/([1-9][0-9]{0,17})/text/(?:#page-([1-9][0-9]{0,6}))?")


def thing_of(said: str) -> SearchEntry | None:
    """The entry of a public thing in the language that serves the reader best."""
    kind, _colon, number = said.partition(":")
    known = kind in {each.name for each in kinds.every()}
    if not known or not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    rows = SearchEntry.objects.filter(kind=kind, object_id=int(number))
    entries = {each.language: each for each in rows}
    return entries.get(languages.best(get_language() or "", entries) or "")


def address_of(thing: SearchEntry, place: str, language: str) -> str:
    """The page of a thing, opened at a place in it."""
    hit = Hit(thing.kind, thing.object_id, language, 0.0, (), (), number=thing.number)
    path, _hash, anchor = place.partition("#")
    there = f"#{quote(anchor)}" if anchor else ""
    asked = f"?page={anchor.removeprefix('page-')}" if path and anchor else ""
    return f"{kinds.of(thing.kind).address(hit, language)}{path}{asked}{there}"


def places_of(thing: SearchEntry) -> list[tuple[str, str]]:
    """(place, words) of the headings of a thing, in the language version of the entry."""
    text = thing.text
    return [(f"#{name}", _line(text.own, at)) for at, name in text.anchors]


def words_of(thing: SearchEntry, place: str) -> str:
    """What a place is called; empty if there is no such place in the thing."""
    in_file = _FILE_PLACE.fullmatch(place)
    if in_file:
        return _words_of_file(thing, int(in_file[1]), in_file[2])
    versions = SearchEntry.objects.filter(kind=thing.kind, object_id=thing.object_id)
    for each in [thing, *versions.exclude(pk=thing.pk).select_related("text")]:
        words = dict(places_of(each)).get(place)
        if words:
            return words
    return ""


def _words_of_file(thing: SearchEntry, attachment_id: int, page: str | None) -> str:
    files = EditionFile.objects.filter(attachment=attachment_id, edition__is_current=True)
    if thing.kind != "document":
        return ""
    name = files.filter(edition__document=thing.object_id).values_list("name", flat=True).first()
    if name is None:
        return ""
    said = {"file": name, "page": page}
    return _("%(file)s, page %(page)s") % said if page else name


def _line(text: str, at: int) -> str:
    """The line that begins at a place in a text."""
    return text[at : at + LONGEST_WORDS].split("\n", 1)[0].strip()
