"""Short texts in several languages (names, notes, reasons), as a reader of one gets them."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import get_language
from modeltranslation.utils import build_localized_fieldname

from portal import languages


class Label(str):
    """The words of a label, with the `lang=` in which they are."""

    __slots__ = ("lang",)
    lang: str


def label(thing, field: str, language: str) -> Label:
    """`field` of `thing`, kept in one column per language, for a reader of `language`."""
    return best({code: getattr(thing, column) or "" for code, column in columns(field)}, language)


def columns(field: str) -> list[tuple[str, str]]:
    """(language, column) of a `field` that is kept in one column per language."""
    return [(code, build_localized_fieldname(field, code)) for code in languages.CODES]


def of_row(row: Mapping, names: Mapping[str, str]) -> Label:
    """The same of a row of values; `names` are its columns by language."""
    texts = {code: row[column] or "" for code, column in names.items()}
    return best(texts, get_language() or settings.LANGUAGE_CODE)


def best(texts: Mapping[str, str], language: str) -> Label:
    """What a reader of `language` is shown of texts by language: empty if all of them are."""
    written = {code: words for code, words in texts.items() if words}
    code = languages.best(language, written) or language
    words = written.get(code, "")
    if language == "zh-hans" and code == "zh-hant":
        words, code = languages.to_simplified(words), language
    found = Label(words)
    found.lang = languages.bcp47(code)
    return found
