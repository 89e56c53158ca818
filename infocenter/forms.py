"""What readers may ask of a page that isn't hot: validated, with messages in their language."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from infocenter.search.suggestions import LIMIT
from infocenter.searching import LONGEST_QUESTION
from portal import languages


def _choice(form: forms.Form, name: str) -> forms.ChoiceField:
    return cast(forms.ChoiceField, form.fields[name])


class SuggestionForm(forms.Form):
    """What has been typed so far."""

    q = forms.CharField(max_length=LONGEST_QUESTION, required=False, strip=False)
    limit = forms.IntegerField(min_value=1, max_value=20, required=False)

    def clean_limit(self):
        limit = self.cleaned_data["limit"]
        return LIMIT if limit is None else limit


class TextPlaceForm(forms.Form):
    """Which place of the text of a file: a page of the file, or a part as we show it."""

    page = forms.IntegerField(min_value=1, max_value=10**9, required=False)
    part = forms.IntegerField(min_value=1, max_value=10**9, required=False)


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


class VisitorForm(forms.Form):
    """Who registers for an event."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("You get a link by which you confirm, and can cancel later."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": "", **kwargs})
