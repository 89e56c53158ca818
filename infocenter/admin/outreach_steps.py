"""The buttons of outreach: its steps, and what each asks before it is taken."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise

from infocenter.admin.language_forms import ReasonsForm
from infocenter.admin.outreach_forms import PublishForm, ReturnForm
from infocenter.models import Outreach
from infocenter.outreach import steps
from infocenter.outreach.steps import Step

ASKS: Mapping[str, Callable[..., forms.Form]] = {
    "publish": PublishForm,
    "return": ReturnForm,
    "call_off": ReasonsForm,
    "withdraw": ReasonsForm,
}


@dataclass(frozen=True)
class Button:
    """A step with its form."""

    step: Step

    @property
    def name(self) -> str:
        """What it is called in what is sent."""
        return self.step.name

    @property
    def label(self) -> str | Promise:
        """What stands on it."""
        return self.step.label

    @property
    def is_grave(self) -> bool:
        """Whether it takes something from residents."""
        return self.name in ("withdraw", "call_off")

    def form(self, data=None) -> forms.Form | None:
        """What it needs to know; None if nothing."""
        asks = ASKS.get(self.name)
        return asks(data, step=self.name) if asks else None

    def take(self, thing: Outreach, form, *, by, seen: int | None) -> None:
        """Do it by its service. Raises Refused."""
        self.step.service(thing, by=by, seen_version=seen, **_said(form))


def _said(form: forms.Form | None) -> dict:
    if isinstance(form, ReasonsForm):
        return {"reason": form.reason()}
    if isinstance(form, PublishForm):
        return {"at": form.cleaned_data["publish_at"]}
    return form.cleaned_data if form else {}


def open_steps(user, thing: Outreach) -> dict[str, Button]:
    """The buttons that this person may press with the thing as it is now."""
    return {name: Button(step) for name, step in steps.open_steps(user, thing).items()}
