"""A document for machines: schema.org's words."""

import json

from django.utils.safestring import SafeString

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
