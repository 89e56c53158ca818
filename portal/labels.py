"""Short labels kept in one column per language (departments, topics), as a reader gets them."""

from modeltranslation.utils import build_localized_fieldname

from portal import languages


class Label(str):
    """The words of a label, with the `lang=` in which they are."""

    __slots__ = ("lang",)
    lang: str


def label(thing, field: str, language: str) -> Label:
    """`field` of `thing` for a reader of `language`, in the best language that has it."""
    for code in languages.fallbacks(language):
        words = getattr(thing, build_localized_fieldname(field, code))
        if words:
            break
    else:
        words, code = "", language
    if language == "zh-hans" and code == "zh-hant":
        words, code = languages.to_simplified(words), language
    found = Label(words)
    found.lang = languages.bcp47(code)
    return found
