"""What a resident responds to a consultation: a field for each of its questions."""

import uuid
from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from policies.forms.plain import PlainForm
from policies.forms.tracking import ReceiptForm
from policies.models import Consultation, Question, Respondent, Response
from policies.services.responses import Said, said_of
from policies.states.consultations import QuestionKind
from portal.labels import label

LONGEST_WORDS = 10_000

SCALE = [
    (1, _("1: not at all")), (2, _("2: little")), (3, _("3: partly")), (4, _("4: mostly")),
    (5, _("5: fully")),
]  # fmt: skip


class ResponseForm(PlainForm):
    """The questions, and who responds: nothing of that is needed."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Your name (not needed)"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    organisation = forms.CharField(
        label=_("For which organisation you speak, if for one"), max_length=200, required=False
    )
    may_publish = forms.BooleanField(
        label=_("My response may be published, with my name masked."), required=False
    )

    def __init__(self, consultation: Consultation, language: str, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.consultation = consultation
        self.questions = list(consultation.questions.prefetch_related("choices"))
        for question in self.questions:
            field = _field(question, language)
            self.fields[_name(question)] = field
        if not self.is_bound:
            self.initial.setdefault("submission", uuid.uuid4())

    def asked(self) -> Iterator[tuple[Question, forms.BoundField]]:
        """Each question with its field."""
        for question in self.questions:
            yield question, self[_name(question)]

    def said(self) -> dict[int, Said]:
        """What was answered, as the services take it."""
        return {each.pk: self._said(each) for each in self.questions}

    def _said(self, question: Question) -> Said:
        value = self.cleaned_data[_name(question)]
        if question.kind == QuestionKind.MANY:
            return [int(each) for each in value]
        if question.kind == QuestionKind.TEXT:
            return value
        return int(value) if value else None

    def person(self) -> Respondent:
        """Who responds."""
        return Respondent(self.cleaned_data["name"], self.cleaned_data["organisation"])


def initial_of(response: Response) -> dict[str, object]:
    """The form filled in with what was sent."""
    person = response.respondent()
    found: dict[str, object] = {
        "name": person.name,
        "organisation": person.organisation,
        "may_publish": response.may_publish,
    }
    return found | {f"q{key}": value for key, value in said_of(response).items()}


def _name(question: Question) -> str:
    return f"q{question.pk}"


def _field(question: Question, language: str) -> forms.Field:
    words, hint = label(question, "text", language), label(question, "hint", language)
    choices = [(each.pk, label(each, "text", language)) for each in question.choices.all()]
    about: dict[str, Any] = {"label": words, "help_text": hint, "required": question.is_required}
    field: forms.Field
    if question.kind == QuestionKind.TEXT:
        field = forms.CharField(
            max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": "5"}), **about
        )
    elif question.kind == QuestionKind.MANY:
        field = AnyOf(question.most, choices=choices, **about)
    else:
        offered = list(SCALE) if question.kind == QuestionKind.SCALE else choices
        if not question.is_required:
            offered = [*offered, ("", _("No answer"))]
        field = forms.ChoiceField(choices=offered, widget=forms.RadioSelect, **about)
    cast(dict, field.widget.attrs)["lang"] = words.lang
    return field


class AnyOf(forms.MultipleChoiceField):
    """Any of several, up to `most`."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, most: int | None, **kwargs):
        super().__init__(**kwargs)
        self.most = most

    def validate(self, value):
        """Refuse what isn't on offer, and more than may be chosen."""
        super().validate(value)
        if self.most and len(value) > self.most:
            raise forms.ValidationError(
                ngettext_lazy("Choose %(most)s at most.", "Choose %(most)s at most.", self.most),
                params={"most": self.most},
            )


class ResponseReceiptForm(ReceiptForm):
    """The receipt of a response."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["number"].label = _("Number of the response")
