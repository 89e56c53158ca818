"""The buttons of a policy: which steps are open for this person now, and taking one."""

from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from policies import services
from policies.admin.policy_forms import ReasonForm, StepForm
from policies.models import Policy

PUBLISH = "policies.publish_policy"


@dataclass(frozen=True)
class Step:
    """A step as a button says it."""

    name: str
    label: str | Promise

    def form(self, data=None) -> forms.Form | None:
        """What it needs to know; None if nothing."""
        if self.name == "publish":
            return None
        return (ReasonForm if self.name == "hide" else StepForm)(data, step=self.name)

    def take(self, policy: Policy, form, *, by, seen: int | None) -> None:
        """Do it by its service. Raises Refused."""
        if self.name == "publish":
            services.publish_policy(policy, by=by, seen_version=seen)
        elif self.name == "hide":
            reason = form.cleaned_data["reason"]
            services.hide_policy(policy, by=by, reason=reason, seen_version=seen)
        else:
            on, note = form.cleaned_data["on"], form.note()
            services.move_policy(policy, self.name, by=by, on=on, note=note, seen_version=seen)


STEPS = {
    each.name: each
    for each in (
        Step("publish", _("Show to residents")),
        Step("consult", _("Put to consultation")),
        Step("adopt", _("Adopt")),
        Step("enforce", _("Bring into force")),
        Step("amend", _("Amend")),
        Step("repeal", _("Repeal")),
        Step("expire", _("End")),
        Step("hide", _("Hide from residents")),
    )
}


def open_steps(user, policy: Policy) -> dict[str, Step]:
    """The steps that this person may take with the policy as it is now."""
    if not user.has_perm(PUBLISH, policy):
        return {}
    names = {*policy.next_steps(), "hide" if policy.is_public else "publish"}
    return {name: step for name, step in STEPS.items() if name in names}
