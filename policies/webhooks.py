"""What departments' systems are told of cases and consultations: that something happened.

What was said is never in it.
"""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from policies import consultation_indexing
from policies.models import Case, Consultation
from portal.webhooks.services import tell

# Transitions of cases of which systems are told, by the name of what they are told.
OF_MOVES = {
    "accept": "case.accepted",
    "assign": "case.assigned",
    "transfer": "case.transferred",
    "answer": "case.answered",
    "answer_with_other": "case.answered",
    "reopen": "case.reopened",
    "close": "case.closed",
}
KINDS = {
    "case.accepted": _("A case was accepted for the department"),
    "case.assigned": _("A case was given to an officer"),
    "case.transferred": _("A case came from another department"),
    "case.answered": _("A case was answered"),
    "case.reopened": _("A case was opened again"),
    "case.closed": _("A case was closed"),
    "consultation.opened": _("A consultation has opened"),
}


def case_moved(case: Case, step: str) -> None:
    """A case was moved by a transition."""
    if step in OF_MOVES:
        tell(
            OF_MOVES[step],
            case.department_id,
            path=reverse("admin:policies_case_change", args=[case.pk]),
            case=case.pk,
            kind=case.kind,
            status=case.status,
        )


def consultation_opened(consultation: Consultation) -> None:
    """Residents can answer from now on."""
    tell(
        "consultation.opened",
        consultation.department_id,
        path=consultation_indexing.address(consultation.pk, "zh-hant"),
        consultation=consultation.pk,
        policy=consultation.policy_id,
        closes_at=consultation.closes_at.isoformat(),
    )
