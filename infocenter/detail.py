"""What the page of a document says, for a reader of one language."""

import json
import re
from functools import lru_cache
from urllib.parse import quote

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from infocenter import addresses, labels, reading
from infocenter.presentation import Shown, choose
from infocenter.reading import File, Published, Version
from infocenter.states import EditionKind, Licence
from portal import languages

LICENCE_ADDRESSES = {
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
}


def described(edition: Published, language: str) -> dict:
    """The context that detail, print and old editions have in common."""
    versions = reading.versions(edition)
    shown = choose(language, versions)
    version = versions[shown.written]
    department = labels.departments(language)[edition.department_id]
    topics, chosen = labels.topics(language), reading.topic_ids(edition)
    title = shown.text(version.title)
    base = addresses.document(edition.document_id, language)
    return {
        "section": "documents",
        "page_title": title,
        "page_description": shown.text(version.teaser),
        "base": base,
        "edition": edition,
        "shown": shown,
        "title": title,
        "summary": shown.text(version.summary),
        "body": mark_safe(shown.text(version.body_html)),  # noqa: S308  (made safe when published)
        "type": labels.types(language)[edition.type],
        "type_address": addresses.documents(language, type=edition.type),
        "department": department,
        "department_address": addresses.documents(language, department=department.key),
        "topics": [
            (addresses.documents(language, topic=each.key), each.name)
            for pk, each in topics.items()
            if pk in chosen
        ],
        "days": {
            name: labels.day(getattr(edition, name), language)
            for name in ("date", "issue_date", "effective_date", "verified_on", "review_on")
        },
        "published_on": labels.day(localtime(edition.published_at).date(), language),
        "licence": licence(edition.licence, language),
        "licence_address": LICENCE_ADDRESSES.get(edition.licence, ""),
        "kind": kind(edition.kind, language),
        "files": [shown_file(each, base, language) for each in reading.files(edition)],
        "versions": written(versions, shown, edition),
        "review_overdue": bool(edition.review_on and edition.review_on < localdate()),
    }


def written(versions: dict[str, Version], shown: Shown, edition: Published) -> list[dict]:
    """The language versions there are, each with its address, in the order of the site."""
    return [
        {
            "code": code,
            "lang": languages.bcp47(code),
            "name": languages.NAMES[code],
            "address": addresses.document(edition.document_id, code),
            "here": code == shown.language,
        }
        for code in languages.CODES
        if code in versions
    ]


def shown_file(file: File, base: str, language: str) -> dict:
    """A file as its card shows it."""
    facts = [labels.formats(language)[file.format], size(file.size, language)]
    if file.pages and file.format in ("pdf", "slides", "text"):
        pages = ngettext("%(number)d page", "%(number)d pages", file.pages)
        facts.append(pages % {"number": file.pages})
    if file.language:
        facts.append(languages.NAMES.get(file.language, ""))
    return {
        "name": file.name,
        "address": f"{base}files/{file.attachment_id}/{quote(file.name, safe='')}",
        "preview": f"{base}previews/{file.attachment_id}.webp" if file.preview else "",
        "format": file.format,
        "label": extension(file.name),
        "facts": " · ".join(facts),
        "sha256": file.sha256,
        "size": file.size,
        "media_type": file.media_type,
    }


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


def linked_data(context: dict, site: dict) -> SafeString:
    """The document in schema.org's words, for search engines: JSON in a script element."""
    edition: Published = context["edition"]
    here = f"{site['origin']}{context['base']}"
    thing = {
        "@context": "https://schema.org",
        "@type": "Dataset" if edition.type == "dataset" else "DigitalDocument",
        "@id": here,
        "url": here,
        "name": context["title"],
        "description": context["page_description"],
        "inLanguage": context["shown"].lang,
        "identifier": edition.number or str(edition.document_id),
        "version": edition.edition_number,
        "datePublished": edition.date.isoformat(),
        "dateModified": edition.published_at.isoformat(),
        "publisher": {"@type": "GovernmentOrganization", "name": str(context["department"].name)},
        "isPartOf": {
            "@type": "WebSite",
            "name": site["name"],
            "url": site["origin"] + site["prefix"],
        },
    }
    if context["licence_address"]:
        thing["license"] = context["licence_address"]
    if context["files"]:
        thing["encoding"] = [
            {
                "@type": "MediaObject",
                "name": each["name"],
                "contentUrl": site["origin"] + each["address"],
                "encodingFormat": each["media_type"],
                "contentSize": str(each["size"]),
                "sha256": each["sha256"],
            }
            for each in context["files"]
        ]
    text = json.dumps({name: value for name, value in thing.items() if value}, ensure_ascii=False)
    for unsafe in "<>&\u2028\u2029":
        text = text.replace(unsafe, f"\\u{ord(unsafe):04x}")
    return mark_safe(text)  # noqa: S308  (nothing in it can end the script element)


def letters(context: dict, site: dict) -> dict[str, str]:
    """Addresses that begin a letter to the department: a question, a mistake."""
    to = context["department"].email or settings.FAROL_CONTACT_EMAIL
    if not to:
        return {}
    edition, here = context["edition"], f"{site['origin']}{context['base']}"
    about = f"{context['title']} ({edition.number or edition.document_id})"
    body = quote(f"\n\n{here}\n{_('Edition')} {edition.edition_number}")

    def letter(subject: str) -> str:
        return f"mailto:{quote(to, safe='@')}?subject={quote(subject)}&body={body}"

    return {
        "question": letter(_("Question: %(about)s") % {"about": about}),
        "mistake": letter(_("Mistake: %(about)s") % {"about": about}),
    }
