"""Telling the resident by e-mail what happened, if there is an address."""

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from policies.deadlines import Deadline
from policies.models import Case
from policies.services.clock import deadline_of
from portal.notifications.services import notify


def tell(case: Case, what: str, *, deadline: Deadline | None = None) -> None:
    """Have the resident told that `what` happened: a name that `templates/emails/case.txt` knows.

    `deadline`: that of the case, if the caller has it.

    The mail has the number, the state and the date only: neither code nor words of the case, as
    mails are read on the way, and by others.
    """
    address = case.resident().email
    if not address:
        return
    due = (deadline or deadline_of(case)).answer_by if case.is_open else None
    with translation.override(case.language):
        context = {
            "what": what,
            "number": case.number,
            "answer_by": date_format(due) if due else "",
            "address": reverse("policies:case-track"),
        }
    notify("case", address, case.language, context, about=case)
