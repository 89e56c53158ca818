"""Consultations as search finds them: what is asked and why, and the answer when there is one."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from infocenter import addresses, links, markdown, search
from infocenter.indexing import words
from infocenter.search.kinds import Kind
from policies.models import Consultation
from policies.states.consultations import ConsultationStatus


def entries(consultation: Consultation) -> Iterator[search.Entry]:
    """An entry for each language version."""
    answered = consultation.status == ConsultationStatus.ANSWERED
    named = set(consultation.documents.values_list("pk", flat=True))
    topics = consultation.policy.topics.order_by("pk").values_list("pk", flat=True)
    for version in consultation.translations.all():
        texts = [version.body, version.answer if answered else ""]
        written = "\n".join([version.summary, *texts])
        yield search.Entry(
            kind=KIND.name,
            object_id=consultation.pk,
            language=version.language,
            title=version.title,
            summary=version.summary,
            body="\n".join(words(markdown.render(each))[0] for each in texts if each),
            department_id=consultation.department_id,
            type=KIND.name,
            topics=tuple(topics),
            date=timezone.localtime(consultation.opens_at).date(),
            links=frozenset(named | links.documents_in(written)),
        )


def _address(hit: search.Hit, language: str) -> str:
    return address(hit.object_id, language)


def address(consultation_id: int, language: str) -> str:
    """The page of a consultation."""
    return f"{addresses.page('policies:consultation-list', language)}{consultation_id}/"


KIND = Kind("consultation", _("Consultation"), _address, Consultation.objects.public, entries)
