"""Texts that are kept in one column per language: a form for each language."""

from collections.abc import Mapping

from django import forms
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from infocenter.admin.forms import Lines
from portal import labels, languages


class ColumnsForm(forms.Form):
    """The texts of a thing in a language: those of `rows` with so many lines, by field.

    The first one is needed in a language that has any other.
    """

    def __init__(self, data=None, *, thing: models.Model, language: str, rows: Mapping[str, int]):
        super().__init__(data, prefix=f"text-{language}")
        self.language = language
        self.lang = languages.bcp47(language)
        self.language_name = languages.NAMES[language]
        self.NEEDED = next(iter(rows))
        for name, lines in rows.items():
            self.fields[name] = self._field(thing, name, lines)
            self.initial[name] = getattr(thing, dict(labels.columns(name))[language]) or ""

    def _field(self, thing: models.Model, name: str, lines: int) -> forms.CharField:
        about = thing._meta.get_field(name)
        label = str(about.verbose_name).capitalize()  # type: ignore[union-attr]
        if lines == 1:
            field = forms.CharField(required=False, max_length=getattr(about, "max_length", None))
        else:
            field = Lines(required=False, widget=forms.Textarea({"rows": lines}))
        field.label = label
        field.help_text = getattr(about, "help_text", "")
        field.widget.attrs["lang"] = self.lang
        return field

    @property
    def is_written(self) -> bool:
        """Whether there is anything in this language."""
        return any((self[name].value() or "").strip() for name in self.fields)

    def clean(self):
        """Refuse a version without its heart."""
        super().clean()
        if self.is_written and not self.cleaned_data.get(self.NEEDED):
            self.add_error(self.NEEDED, _("This is needed in each language that has anything."))

    def columns(self) -> dict[str, str]:
        """The texts by column."""
        return {
            dict(labels.columns(name))[self.language]: self.cleaned_data[name]
            for name in self.fields
        }

    def texts(self) -> dict[str, str]:
        """The texts by field."""
        return {name: self.cleaned_data[name] for name in self.fields}


def forms_of(thing: models.Model, rows: Mapping[str, int], data=None) -> list[ColumnsForm]:
    """A form for each language."""
    return [ColumnsForm(data, thing=thing, language=code, rows=rows) for code in languages.CODES]


class ReasonForm(forms.Form):
    """A reason in any of the languages, which residents read."""

    def __init__(self, data=None, *, prefix: str, required: bool = True):
        super().__init__(data, prefix=prefix)
        self.required = required
        for code, name in labels.columns("reason"):
            self.fields[name] = Lines(
                required=False,
                label=languages.NAMES[code],
                widget=forms.Textarea({"rows": 2, "lang": languages.bcp47(code)}),
            )

    def reason(self) -> dict[str, str]:
        """The reason by language."""
        return {code: self.cleaned_data[name] for code, name in labels.columns("reason")}

    def clean(self):
        """One language at least."""
        super().clean()
        if self.required and not any(self.reason().values()):
            first = labels.columns("reason")[0][1]
            self.add_error(first, _("Write it in one language at least."))


class WordsForm(forms.Form):
    """What is said, in any of the languages; residents may read it."""

    NEEDED = True
    TITLE: str | Promise = _("What is said of it")

    def __init__(self, data=None, *, prefix: str):
        super().__init__(data, prefix=prefix)
        for code, name in labels.columns("words"):
            self.fields[name] = Lines(
                required=False,
                label=languages.NAMES[code],
                widget=forms.Textarea({"rows": 2, "lang": languages.bcp47(code)}),
            )

    @property
    def notes(self):
        """The fields of the words, one for each language."""
        return [self[name] for _code, name in labels.columns("words")]

    @property
    def plain(self):
        """The other fields."""
        words = {name for _code, name in labels.columns("words")}
        return [self[name] for name in self.fields if name not in words]

    def words(self) -> dict[str, str]:
        """The words by language."""
        return {code: self.cleaned_data[name] for code, name in labels.columns("words")}

    def clean(self):
        """One language at least, where words are needed."""
        super().clean()
        if self.NEEDED and not any(self.words().values()):
            first = labels.columns("words")[0][1]
            self.add_error(first, _("Write it in one language at least."))


class PerhapsWordsForm(WordsForm):
    """Words that may be left out."""

    NEEDED = False
