"""Measures as search finds them."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from infocenter import links, search
from infocenter.search.kinds import Kind
from portal import labels
from tracking.models import Measure
from tracking.public import measure_list


def entries(measure: Measure) -> Iterator[search.Entry]:
    """An entry for each language in which it has a name."""
    texts = dict(labels.columns("description"))
    for language, column in labels.columns("name"):
        title = getattr(measure, column)
        if not title:
            continue
        steps = (getattr(each, column) for each in measure.planned_milestones())
        yield search.Entry(
            kind=KIND.name,
            object_id=measure.pk,
            language=language,
            title=title,
            number=measure.number,
            summary=getattr(measure, texts[language]) or "",
            body="\n".join(filter(None, steps)),
            department_id=measure.department_id,
            type=KIND.name,
            topics=(),
            date=measure.start,
            links=frozenset(links.documents_in(getattr(measure, texts[language]) or "")),
        )


def _address(hit: search.Hit, language: str) -> str:
    return measure_list.address(hit.object_id, language)


KIND = Kind("measure", _("Measure"), _address, Measure.objects.public, entries)
