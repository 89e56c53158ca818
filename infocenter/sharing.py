"""A document for machines and letters: schema.org's words, and mail to its department."""

import json
from urllib.parse import quote

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from infocenter.detail import LICENCE_ADDRESSES, Described, file_address


def linked_data(about: Described) -> SafeString:
    """The document in schema.org's words, for search engines: JSON in a script element."""
    edition, site = about.edition, about.site
    thing = {
        "@context": "https://schema.org",
        "@type": "Dataset" if edition.type == "dataset" else "DigitalDocument",
        "@id": about.permanent,
        "url": about.permanent,
        "name": about.title,
        "description": about.shown.text(about.version.teaser),
        "inLanguage": about.shown.lang,
        "identifier": edition.number or str(edition.document_id),
        "version": edition.edition_number,
        "datePublished": edition.date.isoformat(),
        "dateModified": edition.published_at.isoformat(),
        "publisher": {"@type": "GovernmentOrganization", "name": about.department.name},
        "isPartOf": {
            "@type": "WebSite",
            "name": site["name"],
            "url": site["origin"] + site["prefix"],
        },
        "license": LICENCE_ADDRESSES.get(edition.licence),
        "encoding": [
            {
                "@type": "MediaObject",
                "name": each.name,
                "contentUrl": site["origin"] + file_address(each, about.base),
                "encodingFormat": each.media_type,
                "contentSize": str(each.size),
                "sha256": each.sha256,
            }
            for each in edition.files
        ],
    }
    text = json.dumps({name: value for name, value in thing.items() if value}, ensure_ascii=False)
    for unsafe in "<>&\u2028\u2029":
        text = text.replace(unsafe, f"\\u{ord(unsafe):04x}")
    return SafeString(text)  # nothing in it can end the script element


def letters(about: Described) -> dict[str, str]:
    """Addresses that begin a letter to the department: a question, a mistake. Empty without one."""
    to = about.department.email or settings.FAROL_CONTACT_EMAIL
    if not to:
        return {"letter_question": "", "letter_mistake": ""}
    edition = about.edition
    named = {"about": f"{about.title} ({edition.number or edition.document_id})"}
    body = quote(f"\n\n{about.permanent}\n{_('Edition')} {edition.edition_number}")
    start = f"mailto:{quote(to, safe='@')}?body={body}&subject="
    return {
        "letter_question": start + quote(_("Question: %(about)s") % named),
        "letter_mistake": start + quote(_("Mistake: %(about)s") % named),
    }
