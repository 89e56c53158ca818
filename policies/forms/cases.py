"""What a resident writes to file a matter: little, and by its kind."""

import uuid
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from infocenter.models import SearchEntry, Topic
from infocenter.search import kinds
from policies.forms.plain import PlainForm
from policies.states.cases import CaseKind
from portal import languages

LONGEST_SUBJECT = 150
LONGEST_TEXT = 20_000


@dataclass(frozen=True)
class Asking:
    """How the form asks for a matter of one kind: what it `needs`, what it goes `without`."""

    title: str | Promise
    text: str | Promise
    hint: str | Promise = ""
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


ASKING = {
    CaseKind.ENQUIRY: Asking(_("Ask a question"), _("Your question"), without=("phone", "name")),
    CaseKind.SUGGESTION: Asking(
        _("Make a suggestion"),
        _("Your suggestion"),
        _("What should be different, and what would be better then?"),
        without=("phone", "name"),
    ),
    CaseKind.COMPLAINT: Asking(
        _("Make a complaint"),
        _("What happened"),
        _("When and where was it, and what do you want to be done?"),
    ),
    CaseKind.APPLICATION: Asking(
        _("Apply for something"),
        _("What you apply for"),
        _("What you need, for whom and since when."),
        needs=("name",),
    ),
    CaseKind.CORRECTION: Asking(
        _("Report an error"),
        _("What is wrong"),
        _("Which page or document is it, what does it say, and what would be right?"),
        without=("phone", "name"),
    ),
}


class CaseForm(PlainForm):
    """The matter itself, and how to reach the person."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    about = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    subject = forms.CharField(
        label=_("In a few words"),
        max_length=LONGEST_SUBJECT,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    text = forms.CharField(
        max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": "8"}), strip=True
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        help_text=_("We write to you at each step. Without it, use the number of your matter."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.RegexField(
        r"^[+(]?\d[\d ()./-]{4,28}$",
        label=_("Telephone"),
        required=False,
        error_messages={"invalid": _("Write a telephone number, such as +853 2800 0000.")},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    topic = forms.ModelChoiceField(
        Topic.objects.none(),
        label=_("Topic (not needed)"),
        required=False,
        empty_label=_("I don't know"),
    )
    may_publish = forms.BooleanField(
        label=_("The answer may help others: publish it without anything that says who I am."),
        required=False,
    )

    def __init__(self, kind: CaseKind, *args, **kwargs):
        super().__init__(*args, **kwargs)
        asking = ASKING[kind]
        self.kind = kind
        for name in asking.without:
            del self.fields[name]
        cast(Any, self.fields["topic"]).queryset = Topic.objects.all()
        text = cast(Any, self.fields["text"])
        text.label, text.help_text = asking.text, asking.hint
        for name, field in self.fields.items():
            field.required = field.required or name in asking.needs
            if not field.required and name in ("name", "email", "phone"):
                field.label = _("%(field)s (not needed)") % {"field": field.label}
        if not self.is_bound:
            self.initial.setdefault("submission", uuid.uuid4())

    def clean_about(self) -> str:
        """`document:12`: a public thing that the matter is about. Anything else is left out."""
        said = self.cleaned_data["about"]
        return said if thing_of(said) else ""


def thing_of(said: str) -> SearchEntry | None:
    """The entry of a public thing (`document:12`) in the language that serves the reader best."""
    kind, _colon, number = said.partition(":")
    known = kind in {each.name for each in kinds.every()}
    if not known or not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    rows = SearchEntry.objects.filter(kind=kind, object_id=int(number))
    entries = {each.language: each for each in rows}
    return entries.get(languages.best(get_language() or "", entries) or "")
