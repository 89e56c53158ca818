"""What an officer writes down for somebody at a counter or on the telephone."""

import uuid
from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from infocenter.models import Topic
from policies.forms.cases import LONGEST_SUBJECT, LONGEST_TEXT
from policies.forms.plain import PlainForm
from policies.models import Person
from policies.services import Filing
from policies.states.cases import CaseKind, Channel
from portal import languages
from portal.organisation.models import Department


class IntakeForm(PlainForm):
    """The matter, the person, and how it came."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(
        label=_("Came by"),
        choices=[(each.value, each.label) for each in (Channel.COUNTER, Channel.PHONE)],
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=CaseKind.choices)
    language = forms.ChoiceField(
        label=_("Language"),
        choices=languages.LANGUAGES,
        help_text=_("In which the person wants the answer."),
    )
    subject = forms.CharField(label=_("In a few words"), max_length=LONGEST_SUBJECT)
    text = forms.CharField(
        label=_("What it is about"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": "6"}),
    )
    name = forms.CharField(label=_("Name"), max_length=100, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    department = forms.ModelChoiceField(
        Department.objects.none(),
        label=_("Department"),
        required=False,
        empty_label=_("By the routing rules"),
    )
    topic = forms.ModelChoiceField(Topic.objects.none(), label=_("Topic"), required=False)
    may_publish = forms.BooleanField(
        label=_("The person agrees that the answer is published without personal data."),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = {"department": Department.objects.active(), "topic": Topic.objects.all()}
        for name, rows in choices.items():
            cast(forms.ModelChoiceField, self.fields[name]).queryset = rows

    def filing(self) -> Filing:
        """The matter as it is taken in."""
        said = dict(self.cleaned_data)
        person = Person(said.pop("name"), said.pop("email"), said.pop("phone"))
        submission: uuid.UUID = said.pop("submission")
        return Filing(submission=submission, person=person, **said)
