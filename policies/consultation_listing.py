"""Consultations in lists, to a reader of one language."""

from dataclasses import dataclass
from datetime import datetime

from infocenter import labels
from infocenter.presentation import choose
from policies import consultation_indexing
from policies.models import Consultation
from policies.states.consultations import Stage


@dataclass(frozen=True)
class Row:
    """A consultation in a list."""

    address: str
    title: str
    lang: str
    summary: str
    stage: str
    stage_name: str
    opens_at: datetime
    closes_at: datetime
    department: labels.Named


def shown(consultations, language: str) -> list[Row]:
    """Rows of consultations that were read with `at`."""
    return [_row(each, language) for each in consultations.prefetch_related("translations")]


def _row(consultation: Consultation, language: str) -> Row:
    versions = {each.language: each for each in consultation.translations.all()}
    found = choose(language, versions)
    version = versions[found.written]
    standing = consultation.standing  # type: ignore[attr-defined]
    return Row(
        consultation_indexing.address(consultation.pk, language),
        found.text(version.title),
        found.lang,
        found.text(version.summary),
        standing,
        str(Stage(standing).label),
        consultation.opens_at,
        consultation.closes_at,
        labels.departments(language)[consultation.department_id],
    )
