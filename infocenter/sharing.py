"""Documents and datasets for machines: schema.org's words."""

from typing import Any

from django.utils.safestring import SafeString

from infocenter import labels
from infocenter.datasets.published import Shown
from infocenter.detail import LICENCE_ADDRESSES, Described, file_address
from portal import linked_data as schema

_DISTRIBUTIONS = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".parquet": "application/vnd.apache.parquet",
}


def linked_data(about: Described) -> SafeString:
    """A document as search engines read it."""
    edition, site = about.edition, about.site
    files = [
        {
            "@type": "DataDownload" if edition.type == "dataset" else "MediaObject",
            "name": each.name,
            "contentUrl": site["origin"] + file_address(each, about.base),
            "encodingFormat": each.media_type,
            "contentSize": str(each.size),
            "sha256": each.sha256,
        }
        for each in edition.files
    ]
    return schema.written(
        {
            "@type": "Dataset" if edition.type == "dataset" else "DigitalDocument",
            "@id": about.permanent,
            "url": about.permanent,
            "name": about.title,
            "description": about.shown.text(about.version.summary or about.version.teaser),
            "inLanguage": about.shown.lang,
            "identifier": edition.number or str(edition.document_id),
            "version": edition.edition_number,
            "datePublished": edition.date.isoformat(),
            "dateModified": edition.published_at.isoformat(),
            "publisher": schema.organisation(about.department.name),
            "isPartOf": schema.site(site["name"], site["origin"] + site["prefix"]),
            "license": LICENCE_ADDRESSES.get(edition.licence),
            "distribution" if edition.type == "dataset" else "encoding": files,
        }
    )


def linked_table(shown: Shown, site: dict[str, Any]) -> SafeString:
    """A table that can be queried, as search engines of data read it."""
    language = site["language"]
    address = site["origin"] + shown.address(language)
    return schema.written(
        {
            "@type": "Dataset",
            "@id": address,
            "url": address,
            "name": shown.title,
            "description": shown.summary or shown.title,
            "inLanguage": shown.lang,
            "version": shown.edition_number,
            "datePublished": shown.date.isoformat(),
            "dateModified": shown.updated.isoformat(),
            "publisher": schema.organisation(
                labels.departments(language)[shown.department_id].name
            ),
            "includedInDataCatalog": {
                "@type": "DataCatalog",
                "name": site["name"],
                "url": f"{site['origin']}/catalog",
            },
            "isAccessibleForFree": True,
            "license": LICENCE_ADDRESSES.get(shown.licence),
            "variableMeasured": [each.name for each in shown.source.columns.values()],
            "distribution": [
                {
                    "@type": "DataDownload",
                    "contentUrl": f"{address}rows{end}",
                    "encodingFormat": media_type,
                }
                for end, media_type in _DISTRIBUTIONS.items()
            ],
        }
    )
