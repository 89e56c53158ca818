"""From which text a language version was translated, and whether that text has moved on since.

An edition says of its translations what was true when it was made, and never changes: whether the
original reads otherwise now than when it was translated is known then, for good.
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from infocenter.models import Document, DocumentTranslation, EditionTranslation
from portal import languages
from portal.workflow import Refused

Texts = Mapping[str, str]  # title, summary and body


def check(document: Document) -> None:
    """Refuse a translation whose original isn't there."""
    versions = {each.language: each for each in document.translations.all()}
    for version in versions.values():
        code, edition = version.translated_from, version.translated_edition
        if not code:
            continue
        is_there = code in versions if edition is None else _published(document, edition, code)
        if code == version.language or not is_there:
            raise Refused(
                _("%(language)s: the text from which it is said to be translated isn't there.")
                % {"language": languages.NAMES[version.language]}
            )


def _published(document: Document, edition: int, code: str) -> EditionTranslation | None:
    rows = EditionTranslation.objects.filter(edition__document=document, language=code)
    return rows.filter(edition__edition_number=edition).first()


def of_edition(document: Document, number: int) -> dict[str, dict]:
    """What the next edition, of this `number`, says of its translations, by language."""
    versions = {each.language: each for each in document.translations.all()}
    return {
        code: {
            "translated_from": each.translated_from,
            "translated_edition": each.translated_edition or number,
            "behind_since": _behind_since(each, versions, number),
        }
        for code, each in versions.items()
        if each.translated_from
    }


def _behind_since(version: DocumentTranslation, versions: Mapping, number: int) -> int | None:
    if version.translated_edition is None:
        return None
    now = _texts(versions.get(version.translated_from))
    rows = EditionTranslation.objects.filter(
        edition__document=version.document_id,
        edition__edition_number__gte=version.translated_edition,
        language=version.translated_from,
    )
    by_edition = {
        edition: dict(zip(DocumentTranslation.CONTENT, texts, strict=True))
        for edition, *texts in rows.values_list(
            "edition__edition_number", *DocumentTranslation.CONTENT
        )
    }
    then = by_edition.get(version.translated_edition)
    if then == now:
        return None
    between = range(version.translated_edition + 1, number)
    return next((each for each in between if by_edition.get(each) != then), number)


def settle(document: Document, number: int) -> None:
    """From now on the working copy's translations are of the published edition."""
    fresh = document.translations.exclude(translated_from="").filter(translated_edition=None)
    fresh.update(translated_edition=number)


def moved_on(document: Document) -> dict[str, tuple[str, int]]:
    """The translations of a working copy whose original reads otherwise now: by language, the
    original's language and the edition of it that was translated.
    """
    versions = {each.language: each for each in document.translations.all()}
    found = {}
    for code, each in versions.items():
        if not each.translated_from or each.translated_edition is None:
            continue
        then = _published(document, each.translated_edition, each.translated_from)
        if _texts(then) != _texts(versions.get(each.translated_from)):
            found[code] = (each.translated_from, each.translated_edition)
    return found


def _texts(version) -> Texts | None:
    if version is None:
        return None
    return {name: getattr(version, name) for name in DocumentTranslation.CONTENT}
