"""What a resident writes to file a matter: little, and by its kind."""

import uuid
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from infocenter.models import SearchEntry, Topic
from policies.forms.plain import PlainForm
from policies.states.cases import CaseKind
from policies.things import places_of, thing_of, words_of

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
    CaseKind.ENQUIRY: Asking(
        _("Ask a question"),
        _("Your question"),
        _("What do you want to know?"),
        without=("phone", "name"),
    ),
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
    place = forms.CharField(
        label=_("Where in it"), required=False, max_length=200, widget=forms.Select
    )
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
    credit = forms.CharField(
        label=_("Name for thanks in public (not needed)"),
        max_length=100,
        required=False,
        help_text=_(
            "If you are right, the correction says thanks to this name, for good. "
            "Left empty, it thanks nobody by name."
        ),
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
        without = () if kind == CaseKind.CORRECTION else ("place", "credit")
        for name in (*asking.without, *without):
            del self.fields[name]
        self.thing = thing_of(str(self["about"].value() or ""))
        if "place" in self.fields:
            self._offer_places(self.thing)
        cast(Any, self.fields["topic"]).queryset = Topic.objects.all()
        text = cast(Any, self.fields["text"])
        text.label, text.help_text = asking.text, asking.hint
        for name, field in self.fields.items():
            field.required = field.required or name in asking.needs
            if not field.required and name in ("name", "email", "phone"):
                field.label = _("%(field)s (not needed)") % {"field": field.label}
        if not self.is_bound:
            self.initial.setdefault("submission", uuid.uuid4())

    def _offer_places(self, thing: SearchEntry | None) -> None:
        """The parts of the thing, and the one from which the form was opened."""
        place = str(self["place"].value() or "")
        offered = dict(places_of(thing)) if thing else {}
        words = words_of(thing, place) if thing and place and place not in offered else ""
        if words:
            offered = {place: words, **offered}
        if not offered:
            del self.fields["place"]
            return
        cast(forms.Select, self.fields["place"].widget).choices = [
            ("", _("The whole page")),
            *offered.items(),
        ]

    def clean_place(self) -> str:
        """A place that is there; the page may have changed since the form was opened."""
        place = self.cleaned_data["place"]
        return place if self.thing and words_of(self.thing, place) else ""

    def clean_about(self) -> str:
        """`document:12`: a public thing that the matter is about. Anything else is left out."""
        return self.cleaned_data["about"] if self.thing else ""
