"""The buttons of outreach: which steps are open for this person now, and taking one."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from infocenter import services
from infocenter.admin.language_forms import ReasonsForm
from infocenter.admin.outreach_forms import PublishForm, ReturnForm
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
    asks: Callable[..., forms.Form] | None = None

    @property
    def is_grave(self) -> bool:
        """Whether it takes something from residents."""
        return self.name in ("withdraw", "call_off")

    def form(self, data=None) -> forms.Form | None:
        """What it needs to know; None if nothing."""
        return self.asks(data, step=self.name) if self.asks else None

    def take(self, thing: Outreach, form, *, by, seen: int | None) -> None:
        """Do it by its service. Raises Refused."""
        self.service(thing, by=by, seen_version=seen, **_said(form))


def _said(form: forms.Form | None) -> dict:
    if isinstance(form, ReasonsForm):
        return {"reason": form.reason()}
    if isinstance(form, PublishForm):
        return {"at": form.cleaned_data["publish_at"]}
    return form.cleaned_data if form else {}


STEPS = (
    Step("submit", _("Submit for review"), "change", services.submit_outreach),
    Step("publish", _("Publish"), "publish", services.publish_outreach, PublishForm),
    Step("return", _("Return to draft"), "publish", services.return_outreach, ReturnForm),
    Step("call_off", _("Call the event off"), "publish", services.call_off, ReasonsForm),
    Step("withdraw", _("Withdraw it"), "publish", services.withdraw_outreach, ReasonsForm),
    Step("revise", _("Make it a draft again"), "change", services.revise_outreach),
)


def open_steps(user, thing: Outreach) -> dict[str, Step]:
    """The steps that this person may take with the thing as it is now."""
    names = set(may_follow(OUTREACH_TRANSITIONS, thing.status))
    if not isinstance(thing, Event):
        names.discard("call_off")
    kind = thing._meta.model_name
    return {
        each.name: each
        for each in STEPS
        if each.name in names and user.has_perm(f"infocenter.{each.action}_{kind}", thing)
    }
