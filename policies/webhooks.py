"""What departments' systems are told of cases: that something happened, never what was said."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from policies.models import Case
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
