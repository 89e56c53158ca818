"""Documents, departments and topics in the words of CKAN."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count

from infocenter import addresses, labels
from infocenter.datasets import published
from infocenter.detail import LICENCE_ADDRESSES, extension, file_address
from infocenter.detail import licence as licence_words
from infocenter.interop import vocabularies
from infocenter.models import Edition
from infocenter.reading import File, Published
from infocenter.states import Licence
from portal import languages
from portal.labels import best

LICENCES = {  # as CKAN's own list names them
    Licence.CC_BY: "cc-by",
    Licence.CC0: "cc-zero",
    Licence.PUBLIC_DOMAIN: "other-pd",
    Licence.ALL_RIGHTS: "other-closed",
}
LICENCES_BY_NAME = {name: value for value, name in LICENCES.items()}


def name_of(document_id: int) -> str:
    """What a package is called."""
    return f"document-{document_id}"


def package(edition: Published, origin: str, language: str) -> dict[str, Any]:
    """A document with its files and tables."""
    versions = edition.versions
    code = languages.best(language, versions) or next(iter(versions))
    base = addresses.document(edition.document_id, code)
    name = name_of(edition.document_id)
    resources = list(_resources(edition, origin, base, code))
    topics = labels.topics(language)
    changed = moment(edition.published_at)
    return {
        "id": name,
        "name": name,
        "title": best({c: each.title for c, each in versions.items()}, language),
        "notes": best({c: each.summary or each.teaser for c, each in versions.items()}, language),
        "title_translated": {languages.bcp47(c): each.title for c, each in versions.items()},
        "url": origin + base,
        "type": "dataset",
        "state": "active",
        "private": False,
        "isopen": edition.licence != Licence.ALL_RIGHTS,
        "license_id": LICENCES[Licence(edition.licence)],
        "license_title": licence_words(edition.licence, language),
        "license_url": LICENCE_ADDRESSES.get(edition.licence, ""),
        "version": str(edition.edition_number),
        "metadata_created": f"{edition.date.isoformat()}T00:00:00",
        "metadata_modified": changed,
        "owner_org": organisation_name(edition.department_id),
        "organization": organisation(edition.department_id, language),
        "maintainer_email": labels.departments(language)[edition.department_id].email,
        "groups": [group(pk, language) for pk in topics if pk in edition.topics],
        "tags": [tag(edition.type)],
        "num_tags": 1,
        "resources": resources,
        "num_resources": len(resources),
        "extras": [{"key": "number", "value": edition.number}] if edition.number else [],
    }


def _resources(edition: Published, origin: str, base: str, code: str):
    name = name_of(edition.document_id)
    for file in edition.files:
        place = {"package_id": name, "last_modified": moment(edition.published_at)}
        yield place | _file(file, origin + file_address(file, base))
        for pk, sheet in published.of_attachments().get(file.attachment_id, ()):
            yield place | {
                "id": f"table-{pk}",
                "name": sheet or file.name,
                "url": f"{origin}{published.address(pk, code)}rows.csv",
                "format": "CSV",
                "mimetype": "text/csv",
                "state": "active",
            }


def _file(file: File, address: str) -> dict[str, Any]:
    return {
        "id": f"file-{file.attachment_id}",
        "name": file.name,
        "url": address,
        "format": format_of(file.media_type) or extension(file.name),
        "mimetype": file.media_type,
        "size": file.size,
        "hash": file.sha256,
        "state": "active",
    }


def format_of(media_type: str) -> str:
    """CSV, PDF; empty if there is no short name."""
    return vocabularies.FORMATS.get(media_type, "")


def media_types(formats: Iterable[str]) -> list[str]:
    """The media types of these formats."""
    wanted = {each.upper() for each in formats}
    return [media for media, name in vocabularies.FORMATS.items() if name in wanted]


def organisation_name(pk: int) -> str:
    """What an organisation is called: the department's code in small letters."""
    return labels.departments("en")[pk].key.lower()


def organisation(pk: int, language: str, packages: int | None = None) -> dict[str, Any]:
    """A department."""
    known = labels.departments(language)[pk]
    name = organisation_name(pk)
    found = {
        "id": name,
        "name": name,
        "title": known.name,
        "display_name": known.name,
        "type": "organization",
        "is_organization": True,
        "approval_status": "approved",
        "state": "active",
    }
    return found if packages is None else found | {"package_count": packages}


def group(pk: int, language: str, packages: int | None = None) -> dict[str, Any]:
    """A topic."""
    known = labels.topics(language)[pk]
    found = {
        "id": known.key,
        "name": known.key,
        "title": known.name,
        "display_name": known.name,
        "type": "group",
        "is_organization": False,
        "state": "active",
    }
    return found if packages is None else found | {"package_count": packages}


def tag(kind: str) -> dict[str, Any]:
    """A type of documents."""
    return {
        "id": kind,
        "name": kind,
        "display_name": labels.types("en")[kind],
        "state": "active",
        "vocabulary_id": None,
    }


def moment(at) -> str:
    """A time as CKAN writes it: UTC, without saying so."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.%f")


def counted(editions, field: str) -> dict[Any, int]:
    """How many of these editions have each value of a field."""
    inside = Edition.objects.filter(pk__in=editions.order_by().values("pk")).order_by()
    rows = inside.filter(**{f"{field}__isnull": False}).values(field)
    return dict(rows.annotate(packages=Count("pk", distinct=True)).values_list(field, "packages"))
