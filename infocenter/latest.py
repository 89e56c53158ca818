"""What the home page and the departments' pages show of the documents."""

from django.db.models import Count, Q

from infocenter.models import Edition, EditionFile, EditionTranslation, Topic
from infocenter.states import DocumentType, Format
from portal import languages
from portal.labels import label


def document_count() -> int:
    """How many documents residents can read now."""
    return Edition.objects.current().count()


def latest(language: str, *, department=None, limit: int = 6) -> list[dict]:
    """The newest documents (of `department`), as rows for a reader of `language`."""
    editions = Edition.objects.current().in_list_order().select_related("department")
    if department is not None:
        editions = editions.filter(department=department)
    editions = list(editions[:limit])
    ids = [each.pk for each in editions]
    versions: dict[int, dict[str, EditionTranslation]] = {}
    for version in EditionTranslation.objects.filter(edition__in=ids).defer("body", "body_html"):
        versions.setdefault(version.edition_id, {})[version.language] = version
    formats: dict[int, set[str]] = {}
    for edition, format_ in EditionFile.objects.filter(edition__in=ids).values_list(
        "edition_id", "format"
    ):
        formats.setdefault(edition, set()).add(format_)
    return [
        _row(each, versions.get(each.pk, {}), formats.get(each.pk, set()), language)
        for each in editions
    ]


def _row(edition, versions, formats, language) -> dict:
    found = languages.best(language, versions)
    title, teaser = (versions[found].title, versions[found].teaser) if found else ("", "")
    if language == "zh-hans" and found == "zh-hant":
        title, teaser, found = (
            languages.to_simplified(title),
            languages.to_simplified(teaser),
            "zh-hans",
        )
    return {
        "id": edition.document_id,
        "date": edition.date,
        "title": title or edition.number,
        "teaser": teaser,
        "lang": languages.bcp47(found or language),
        "type": DocumentType(edition.type).label,
        "department": label(edition.department, "name", language),
        "number": edition.number,
        "formats": [Format(each).label for each in Format.values if each in formats],
        "is_superseded": edition.is_superseded,
    }


def topics_in_use(language: str) -> list[dict]:
    """Topics that have something to read, with how much."""
    topics = Topic.objects.annotate(
        public=Count("editions", filter=Q(editions__is_current=True))
    ).filter(public__gt=0)
    return [
        {"slug": each.slug, "name": label(each, "name", language), "count": each.public}
        for each in topics
    ]
