"""What the home page and the departments' pages show of the documents."""

from django.db.models import Count
from django.utils.safestring import SafeString

from infocenter import labels
from infocenter.models import Edition
from infocenter.rows import document_rows


def document_count() -> int:
    """How many documents residents can read now."""
    return Edition.objects.current().count()


def latest(language: str, *, department=None, limit: int = 6) -> list[SafeString]:
    """Rows of the newest documents (of `department`) for a reader of `language`."""
    editions = Edition.objects.current().in_list_order()
    if department is not None:
        editions = editions.filter(department=department)
    return document_rows(editions.values_list("pk", "is_superseded")[:limit], language, level=3)


def topics_in_use(language: str) -> list[dict]:
    """Topics that have something to read, with how much."""
    counts = dict(
        Edition.topics.through.objects.filter(edition__is_current=True)
        .values_list("topic")
        .annotate(Count("pk"))
    )
    return [
        {"slug": each.key, "name": each.name, "count": counts[each.pk]}
        for each in labels.topics(language).values()
        if each.pk in counts
    ]
