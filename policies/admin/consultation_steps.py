"""The buttons of a consultation: which steps are open for this person now, and taking one."""

from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from policies import services
from policies.admin.consultation_forms import ExtendForm, WithdrawForm
from policies.models import Consultation
from policies.states.consultations import ConsultationStatus, Stage

PUBLISH = "policies.publish_consultation"
FORMS: dict[str, type[forms.Form]] = {"extend": ExtendForm, "withdraw": WithdrawForm}


@dataclass(frozen=True)
class Step:
    """A step as a button says it."""

    name: str
    label: str | Promise

    def form(self, data=None) -> forms.Form | None:
        """What it needs to know; None if nothing."""
        form = FORMS.get(self.name)
        return form(data, step=self.name) if form else None  # type: ignore[call-arg]

    def take(self, consultation: Consultation, form, *, by, seen: int | None) -> None:
        """Do it by its service. Raises Refused."""
        told = {"by": by, "seen_version": seen}
        if self.name == "publish":
            services.publish_consultation(consultation, **told)
        elif self.name == "answer":
            services.answer_consultation(consultation, **told)
        elif self.name == "extend":
            until = form.cleaned_data["until"]
            services.extend_consultation(consultation, until=until, reason=form.reason(), **told)
        else:
            services.withdraw_consultation(consultation, reason=form.reason(), **told)


STEPS = {
    each.name: each
    for each in (
        Step("publish", _("Announce it")),
        Step("extend", _("Let it last longer")),
        Step("answer", _("Publish the answer")),
        Step("withdraw", _("Withdraw it")),
    )
}


def open_steps(user, consultation: Consultation) -> dict[str, Step]:
    """The steps that this person may take with the consultation as it is now."""
    if not user.has_perm(PUBLISH, consultation):
        return {}
    names = set()
    if consultation.status == ConsultationStatus.DRAFT:
        names = {"publish"}
    elif consultation.status == ConsultationStatus.PUBLISHED:
        ahead = consultation.stage() in (Stage.UPCOMING, Stage.OPEN)
        names = {"withdraw", "extend" if ahead else "answer"}
    return {name: step for name, step in STEPS.items() if name in names}
