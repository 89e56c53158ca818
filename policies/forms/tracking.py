"""What residents write to follow their matter."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from policies import receipts
from policies.forms.cases import LONGEST_TEXT
from policies.forms.plain import PlainForm


class ReceiptForm(PlainForm):
    """What a receipt says."""

    number = forms.CharField(
        label=_("Number of the matter"),
        max_length=40,
        help_text=_("As on your receipt, such as 26-1234-5678."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    code = forms.CharField(
        label=_("Access code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_number(self) -> str:
        """The number as it is kept, however it was typed."""
        number = receipts.read_number(self.cleaned_data["number"])
        if number is None:
            raise forms.ValidationError(
                _("This is no number of a matter. Look for a misread digit.")
            )
        return number


class _Words(PlainForm):
    """Words of a resident, once however often they are sent."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Your words"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": "5"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.initial.setdefault("submission", uuid.uuid4())


class ReplyForm(_Words):
    """More about a matter, and an answer to what officers ask."""


class ReopenForm(_Words):
    """What is missing in an answer."""

    text = forms.CharField(
        label=_("What is missing in the answer"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": "5"}),
    )


class RateForm(_Words):
    """How much an answer helps."""

    rating = forms.TypedChoiceField(
        label=_("Did the answer help?"),
        coerce=int,
        choices=[
            (5, _("5: very much")), (4, _("4: mostly")), (3, _("3: partly")),
            (2, _("2: little")), (1, _("1: not at all")),
        ],
        widget=forms.RadioSelect,
    )  # fmt: skip
    text = forms.CharField(
        label=_("Why (not needed)"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )


class WithdrawForm(PlainForm):
    """Nothing more is wanted."""

    sure = forms.BooleanField(label=_("I no longer want an answer."))


class EraseForm(PlainForm):
    """All that is kept is to be deleted."""

    sure = forms.BooleanField(
        label=_("Delete my name, my words and my files now. This can't be undone.")
    )


ACTIONS: dict[str, type[forms.Form]] = {
    "reply": ReplyForm,
    "rate": RateForm,
    "reopen": ReopenForm,
    "withdraw": WithdrawForm,
    "erase": EraseForm,
}
