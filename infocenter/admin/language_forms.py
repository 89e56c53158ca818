"""Texts and reasons in four languages; times to the minute."""

from django import forms
from django.utils.translation import gettext_lazy as _

from infocenter.admin.forms import WHEN, Lines
from portal import labels, languages


class Moment(forms.DateTimeInput):
    """A time, to the minute, in the browser's own clock."""

    input_type = "datetime-local"

    def __init__(self):
        super().__init__(format=WHEN)


class LanguageForm(forms.ModelForm):
    """A language version. Left empty altogether, there is none."""

    CONTENT: tuple[str, ...] = ()
    NEEDED = ""

    def __init__(self, data=None, *, language, **kwargs):
        super().__init__(data, prefix=f"text-{language}", **kwargs)
        self.language = language
        self.lang = languages.bcp47(language)
        self.language_name = languages.NAMES[language]
        for field in self.fields.values():
            field.required = False
            field.widget.attrs["lang"] = self.lang

    @property
    def is_written(self) -> bool:
        """Whether there is a version in this language."""
        return any((self[name].value() or "").strip() for name in self.fields)

    def clean(self):
        """Refuse a version without its heart."""
        super().clean()
        if self.is_written and not self.cleaned_data.get(self.NEEDED):
            self.add_error(self.NEEDED, _("This is needed in each language that has anything."))

    def texts(self) -> dict[str, str] | None:
        """The texts for the service; None when the version is left empty."""
        return {name: self.cleaned_data[name] for name in self.fields} if self.is_written else None


class ReasonsForm(forms.Form):
    """What residents read of a step, in each language."""

    def __init__(self, data=None, *, step: str):
        super().__init__(data, prefix=step)
        for code, name in labels.columns("reason"):
            field = Lines(
                required=False,
                label=_("What residents read of it · %(language)s")
                % {"language": languages.NAMES[code]},
            )
            field.widget.attrs |= {"rows": 2, "lang": languages.bcp47(code)}
            self.fields[name] = field

    def reason(self) -> dict[str, str]:
        """Why, by language."""
        return {code: self.cleaned_data[name] for code, name in labels.columns("reason")}
