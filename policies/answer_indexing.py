"""What of published answers goes into the search index."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from infocenter import addresses, links, search
from infocenter.search.kinds import Kind
from policies.models import PublishedAnswer
from policies.services.answers import KIND as NAME


def entries(answer: PublishedAnswer) -> Iterator[search.Entry]:
    """An entry for each language in which it is written."""
    named = set(answer.documents.values_list("pk", flat=True))
    for each in answer.translations.all():
        yield search.Entry(
            kind=NAME,
            object_id=answer.pk,
            language=each.language,
            title=each.question,
            body=each.text,
            department_id=answer.department_id,
            type=NAME,
            date=answer.published_at.date() if answer.published_at else None,
            topics=(answer.topic_id,) if answer.topic_id else (),
            links=frozenset(named | links.documents_in(each.text)),
        )


def _address(hit: search.Hit, language: str) -> str:
    return address(hit.object_id, language)


def address(answer_id: int, language: str) -> str:
    """The page of an answer."""
    return f"{addresses.page('policies:answer-list', language)}{answer_id}/"


KIND = Kind(NAME, _("Answered question"), _address, PublishedAnswer.objects.public, entries)
