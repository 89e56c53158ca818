"""What residents write to subscribe."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal import languages
from portal.subscriptions.states import Pace


class AddressForm(forms.Form):
    """An e-mail address, and nothing else."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class SubscribeForm(AddressForm):
    """Where mails go, and how often."""

    pace = forms.ChoiceField(
        label=_("How often"), choices=Pace.choices, initial=Pace.DAILY, widget=forms.RadioSelect
    )


class LanguageForm(forms.Form):
    """In which language mails are written."""

    language = forms.ChoiceField(label=_("Language of the mails"), choices=languages.LANGUAGES)
