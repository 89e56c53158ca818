"""Forms whose labels stand above their fields, so that no colon follows them."""

from django import forms


class PlainForm(forms.Form):
    """A form as residents and officers fill it in here."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": "", **kwargs})
