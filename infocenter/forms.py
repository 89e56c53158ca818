"""What readers may ask of a page that isn't hot: validated, with messages in their language."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from infocenter import labels
from infocenter.search.suggestions import LIMIT
from infocenter.states import DocumentType
from portal import languages

LONGEST_QUESTION = 200


class CleanTextField(forms.CharField):
    """Text in which what can't be shown (NUL, halves of characters) counts as a space."""

    def to_python(self, value):
        text = "".join(
            " " if ord(char) < 32 or 0xD800 <= ord(char) <= 0xDFFF else char for char in value or ""
        )
        return super().to_python(text[: LONGEST_QUESTION * 4])


def _choice(form: forms.Form, name: str) -> forms.ChoiceField:
    return cast(forms.ChoiceField, form.fields[name])


class SearchForm(forms.Form):
    """A question, and where to look for the answer."""

    q = CleanTextField(label=_("Search documents"), max_length=LONGEST_QUESTION, required=False)
    department = forms.ChoiceField(label=_("Department"), required=False)
    type = forms.ChoiceField(label=_("Type"), required=False)
    after = forms.IntegerField(min_value=0, max_value=10_000, required=False)

    def __init__(self, data, language: str):
        super().__init__(data, auto_id="search-%s", label_suffix="")
        departments = labels.departments(language).values()
        _choice(self, "department").choices = [
            ("", _("All departments")),
            *((each.key, each.name) for each in departments),
        ]
        _choice(self, "type").choices = [("", _("All types")), *DocumentType.choices]
        for name in ("department", "type"):
            self.fields[name].error_messages["invalid_choice"] = _(
                "There is no such choice; this filter was left out."
            )


class SuggestionForm(forms.Form):
    """What has been typed so far."""

    q = forms.CharField(max_length=LONGEST_QUESTION, required=False, strip=False)
    limit = forms.IntegerField(min_value=1, max_value=20, required=False)

    def clean_limit(self):
        limit = self.cleaned_data["limit"]
        return LIMIT if limit is None else limit


class CompareForm(forms.Form):
    """Two editions of a document, and the language version in which to compare them."""

    old = forms.TypedChoiceField(label=_("From edition"), coerce=int)
    new = forms.TypedChoiceField(label=_("to edition"), coerce=int)
    version = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, data, numbers: list[int], versions):
        super().__init__(data)
        for name in ("old", "new"):
            _choice(self, name).choices = [(number, str(number)) for number in numbers]
        self.codes = [(code, name) for code, name in languages.LANGUAGES if code in versions]
        _choice(self, "version").choices = self.codes
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = _("There is no such choice.")

    def add_prefix(self, field_name):
        """`from` is what addresses say; it can't be a name in Python."""
        return {"old": "from", "new": "to", "version": "language"}.get(field_name, field_name)
