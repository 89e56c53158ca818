"""The steps of outreach: which are open for a person now, whatever they are taken by."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from infocenter import services
from infocenter.models import Event, Outreach
from infocenter.outreach.states import OUTREACH_TRANSITIONS
from portal.workflow import may_follow


@dataclass(frozen=True)
class Step:
    """A step as a button says it."""

    name: str
    label: str | Promise
    action: str  # the permission that it needs
    service: Callable

    def permission(self, thing: Outreach) -> str:
        """Who may take it with such a thing."""
        return f"infocenter.{self.action}_{thing._meta.model_name}"


STEPS = {
    each.name: each
    for each in (
        Step("submit", _("Submit for review"), "change", services.submit_outreach),
        Step("publish", _("Publish"), "publish", services.publish_outreach),
        Step("return", _("Return to draft"), "publish", services.return_outreach),
        Step("call_off", _("Call the event off"), "publish", services.call_off),
        Step("withdraw", _("Withdraw it"), "publish", services.withdraw_outreach),
        Step("revise", _("Make it a draft again"), "change", services.revise_outreach),
    )
}


def open_steps(user, thing: Outreach) -> dict[str, Step]:
    """The steps that this person may take with the thing as it is now."""
    names = set(may_follow(OUTREACH_TRANSITIONS, thing.status))
    if not isinstance(thing, Event):
        names.discard("call_off")
    return {
        name: step
        for name, step in STEPS.items()
        if name in names and user.has_perm(step.permission(thing), thing)
    }
