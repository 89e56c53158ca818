"""What the pages of a document say about it, to a reader of one language."""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from infocenter import addresses, labels
from infocenter.datasets import published
from infocenter.presentation import Shown, choose
from infocenter.reading import File, Published, Version
from infocenter.states import EditionKind, Licence
from portal import languages
from portal.markup import filled, joined
from portal.pagecache.fragments import kept
from portal.pagecache.outlines import fill

LICENCE_ADDRESSES: dict[str, str] = {
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
}


class Described:
    """An edition as a reader of `site["language"]` gets it: read once, shown by several pages."""

    def __init__(self, edition: Published, site: dict, *, printed: bool = False):
        language = site["language"]
        self.edition = edition
        self.site = site
        self.printed = printed
        self.is_current = edition.is_current
        self.shown: Shown = choose(language, edition.versions)
        self.version: Version = edition.versions[self.shown.written]
        self.department = labels.departments(language)[edition.department_id]
        self.title = self.shown.text(self.version.title)
        self.base = addresses.document(edition.document_id, language)
        self.permanent = site["origin"] + self.base

    def shape(self) -> dict:
        """What the templates decide by."""
        edition = self.edition
        return {
            "section": "documents",
            "is_current": edition.is_current,
            "is_superseded": edition.is_superseded,
            "converted": self.shown.converted,
            "other_language": self.shown.language != self.site["language"],
            "is_behind": self.version.behind_since is not None,
            "review_overdue": bool(edition.review_on and edition.review_on < localdate()),
            "has_several_files": len(edition.files) > 1,
            "has_charts": 'class="chart' in edition.html,
            "has_several_versions": len(edition.versions) > 1 or self.shown.converted,
        }

    def slots(self) -> dict[str, str]:
        """What the templates put in."""
        return self._texts() | self._facts()

    def _texts(self) -> dict[str, str]:
        shown, version, edition = self.shown, self.version, self.edition
        language = self.site["language"]
        number = len(edition.files)
        files_said = ngettext("%(number)d file to download", "%(number)d files to download", number)
        return {
            "page_title": self.title,
            "page_description": shown.text(version.teaser),
            "base": self.base,
            "permanent": self.permanent,
            "lang": shown.lang,
            "title": self.title,
            "summary": shown.text(version.summary),
            "body": shown.html(edition.html),
            "type": labels.types(language)[edition.type],
            "type_address": addresses.narrowed(language, "type", edition.type),
            "department": self.department.name,
            "department_lang": self.department.name.lang,
            "department_address": addresses.narrowed(language, "department", self.department.key),
            "files": self._cards(),
            "files_said": files_said % {"number": number} if number else "",
            "versions": self._versions(),
            "sha256": edition.sha256,
            **self._origin(),
        }

    def _origin(self) -> dict[str, str]:
        """From which text this one was translated."""
        version = self.version
        if not version.translated_from:
            return {"original": "", "original_edition": "", "original_changes": ""}
        asked = f"from={version.translated_edition}&to={self.edition.edition_number}"
        return {
            "original": languages.NAMES[version.translated_from],
            "original_lang": languages.bcp47(version.translated_from),
            "original_edition": str(version.translated_edition),
            "original_changes": f"{self.base}compare/?{asked}&language={version.translated_from}",
        }

    def _facts(self) -> dict[str, str]:
        edition, language = self.edition, self.site["language"]
        topics = [link for pk, link in topic_links(language).items() if pk in edition.topics]
        return {
            "number": edition.number,
            "edition_number": str(edition.edition_number),
            "kind": kind(edition.kind, language),
            "published_on": labels.day(localtime(edition.published_at).date(), language),
            "topics": joined(topics),
            "iso_date": edition.date.isoformat(),
            "date": labels.day(edition.date, language),
            "issue_date": labels.day(edition.issue_date, language),
            "effective_date": labels.day(edition.effective_date, language),
            "source": edition.source or edition.source_url,
            "source_url": edition.source_url,
            "verified_by": edition.verified_by,
            "verified_on": labels.day(edition.verified_on, language),
            "review_on": labels.day(edition.review_on, language),
            "licence": licence(edition.licence, language),
            "licence_address": LICENCE_ADDRESSES.get(edition.licence, ""),
        }

    def _cards(self) -> SafeString:
        shape = {"printed": self.printed}
        return joined(
            fill("infocenter/partials/file_card.html", self.site, shape, shown_file(each, self))
            for each in self.edition.files
        )

    def _versions(self) -> SafeString:
        """The language versions that were written, in the order of the site."""
        return joined(
            fill(
                "infocenter/partials/version_link.html",
                self.site,
                {"code": code, "here": code == self.shown.language},
                {"address": addresses.document(self.edition.document_id, code)},
            )
            for code in languages.CODES
            if code in self.edition.versions
        )


def links(found: Iterable[tuple[str, str, str]]) -> SafeString:
    """List items with a link each, of (address, lang, words)."""
    return joined(
        filled('<li><a href="{}" lang="{}">{}</a></li>', address, lang, words)
        for address, lang, words in found
    )


def topic_links(language: str) -> dict[int, SafeString]:
    """The list item of each topic, in their order."""
    return kept(
        ("topic links", language),
        lambda: {
            pk: links(
                [(addresses.narrowed(language, "topic", each.key), each.name.lang, each.name)]
            )
            for pk, each in labels.topics(language).items()
        },
    )


def shown_file(file: File, about: Described) -> dict[str, str]:
    """What the card of a file shows."""
    return {
        "name": file.name,
        "address": file_address(file, about.base),
        "text": text_address(file.attachment_id, about.base) if file.has_text else "",
        "pictures": "" if about.printed else _pictures(file, about),
        "format": file.format,
        "label": extension(file.name),
        "said": said_of(file, about.site["language"]),
        "sha256": file.sha256,
        "data": _data_links(file, about),
    }


def said_of(file: File, language: str) -> str:
    """Format, size, pages and language of a file, in a line."""
    said = [labels.formats(language)[file.format], size(file.size, language)]
    if file.pages and file.format in ("pdf", "slides", "text"):
        pages = ngettext("%(number)d page", "%(number)d pages", file.pages)
        said.append(pages % {"number": file.pages})
    if file.language:
        said.append(languages.NAMES.get(file.language, ""))
    return " · ".join(said)


def _pictures(file: File, about: Described) -> SafeString:
    """The pictures of its first pages, fetched when somebody opens them."""
    slots = {"name": file.name}
    return joined(
        fill(
            "infocenter/partials/file_picture.html",
            about.site,
            {"page": page},
            slots | {"address": picture_address(file.attachment_id, page, about.base)},
        )
        for page in range(1, file.drawn_pages + 1)
    )


def picture_address(attachment_id: int, page: int, base: str) -> str:
    """Where the picture of a page of a file is."""
    name = f"{attachment_id}.webp" if page == 1 else f"{attachment_id}-{page}.webp"
    return f"{base}previews/{name}"


def text_address(attachment_id: int, base: str, page: int | None = None) -> str:
    """The page with the text of a file, opened at one of its pages."""
    place = f"?page={page}#page-{page}" if page else ""
    return f"{base}files/{attachment_id}/text/{place}"


def _data_links(file: File, about: Described) -> SafeString:
    """Where the tables of a file can be queried."""
    found = published.of_attachments().get(file.attachment_id, ()) if about.is_current else ()
    language = about.site["language"]
    items = [(published.address(pk, language), sheet or file.name) for pk, sheet in found]
    several = len(items) > 1
    return format_html_join(
        "", '<a class="button" href="{}">{}<span class="{}"> {}</span></a> ',
        ((to, _("Query online"), "" if several else "visually-hidden", name) for to, name in items),
    )  # fmt: skip


def file_address(file: File, base: str) -> str:
    """Where a file is downloaded. The name at its end is for people and for their programs."""
    return f"{base}files/{file.attachment_id}/{quote(file.name, safe='')}"


def extension(name: str) -> str:
    """What the file's picture says: PDF, DOCX; nothing for what isn't short."""
    found = re.search(r"\.([A-Za-z0-9]{1,5})$", name)
    return found[1].upper() if found else ""


@lru_cache(maxsize=4096)
def size(number: int, language: str) -> str:
    """A size as people say it."""
    with override(language):
        return filesizeformat(number)


@lru_cache(maxsize=64)
def licence(value: str, language: str) -> str:
    """The name of a licence."""
    with override(language):
        return str(Licence(value).label)


@lru_cache(maxsize=64)
def kind(value: str, language: str) -> str:
    """What an edition is: first, update, correction."""
    with override(language):
        return str(EditionKind(value).label)
