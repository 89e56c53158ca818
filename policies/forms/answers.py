"""The rewrite of an answer, in up to four languages."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from infocenter.models import Document, Topic
from policies.forms.plain import PlainForm
from policies.models import Policy, PublishedAnswer
from portal import languages


class PublishedAnswerForm(PlainForm):
    """A question and an answer for each language, and what it is about."""

    topic = forms.ModelChoiceField(Topic.objects.none(), label=_("Topic"), required=False)
    documents = forms.CharField(
        label=_("Documents"),
        required=False,
        help_text=_("Their numbers in addresses, such as 12, separated by commas."),
    )
    policies = forms.CharField(
        label=_("Policies"),
        required=False,
        help_text=_("Their numbers in addresses, such as 12, separated by commas."),
    )
    looked_at = forms.BooleanField(
        label=_("I have looked at what seems personal: it may be published."), required=False
    )

    def __init__(self, answer: PublishedAnswer, data=None):
        written = {each.language: each for each in answer.translations.all()}
        initial = {
            "topic": answer.topic_id,
            "documents": _written(answer.documents),
            "policies": _written(answer.policies),
        }
        for code, each in written.items():
            initial |= {f"question_{code}": each.question, f"text_{code}": each.text}
        super().__init__(data, initial=initial)
        cast(forms.ModelChoiceField, self.fields["topic"]).queryset = Topic.objects.all()
        for code in languages.CODES:
            self.fields[f"question_{code}"] = forms.CharField(
                label=_("Question"), max_length=200, required=False
            )
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("Answer"), required=False, widget=forms.Textarea(attrs={"rows": "8"})
            )
            for name in (f"question_{code}", f"text_{code}"):
                self.fields[name].widget.attrs["lang"] = languages.bcp47(code)

    def clean_documents(self):
        """The documents of these numbers that residents see."""
        public = Document.objects.filter(editions__is_current=True).distinct()
        fault = _("There is no public document %(number)s.")
        return _of_numbers(self.cleaned_data["documents"], public, fault)

    def clean_policies(self):
        """The policies of these numbers that residents see."""
        fault = _("There is no public policy %(number)s.")
        return _of_numbers(self.cleaned_data["policies"], Policy.objects.public(), fault)

    def versions(self):
        """(name, lang, the two fields) of each language."""
        for code, name in languages.LANGUAGES:
            yield name, languages.bcp47(code), (self[f"question_{code}"], self[f"text_{code}"])

    def texts(self) -> dict[str, tuple[str, str]]:
        """The question and the answer of each language."""
        said = self.cleaned_data
        return {code: (said[f"question_{code}"], said[f"text_{code}"]) for code in languages.CODES}


def _written(things) -> str:
    return ", ".join(str(pk) for pk in things.values_list("pk", flat=True))


def _of_numbers(said: str, rows, fault) -> list:
    """The rows of numbers that are separated by commas."""
    said = said.replace(" ", "").strip(",")
    numbers = said.split(",") if said else []
    if not all(each.isascii() and each.isdigit() and len(each) < 19 for each in numbers):
        raise forms.ValidationError(_("Write numbers, separated by commas."))
    found = list(rows.filter(pk__in=numbers))
    missing = {int(each) for each in numbers} - {each.pk for each in found}
    if missing:
        raise forms.ValidationError(fault, params={"number": min(missing)})
    return found
