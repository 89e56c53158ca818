"""The forms of a working copy: its description, its texts in four languages, its files."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from infocenter.models import Attachment, Document, DocumentTranslation, Topic
from infocenter.states import Format
from portal import labels, languages
from portal.organisation.models import Department
from portal.organisation.rules import departments_where

WHEN = "%Y-%m-%dT%H:%M"


class Day(forms.DateInput):
    """A date in the browser's own calendar."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class Lines(forms.CharField):
    """Text of several lines. Browsers send other line ends than are kept: that is no change."""

    widget = forms.Textarea

    def to_python(self, value):
        value = super().to_python(value)
        return value.replace("\r\n", "\n").strip() if value else value

    def has_changed(self, initial, data):
        return super().has_changed(self.to_python(initial), data)


class DescriptionForm(forms.ModelForm):
    """What is said about a document, whatever the language."""

    class Meta:
        model = Document
        fields = (
            "department",
            "type",
            "number",
            "topics",
            "issue_date",
            "effective_date",
            "review_on",
            "licence",
            "source",
            "source_url",
            "verified_by",
            "verified_on",
            "change_kind",
        )
        widgets = {
            **{
                name: Day() for name in ("issue_date", "effective_date", "review_on", "verified_on")
            },
            "topics": forms.CheckboxSelectMultiple,
        }

    saved_by_others: list[tuple]  # after a conflict: label and value of what others have saved

    MAIN = ("department", "type", "number", "topics", "issue_date", "effective_date")
    SOURCE = ("review_on", "licence", "source", "source_url", "verified_by", "verified_on")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        departments = _departments(user, self.instance)
        cast(forms.ModelChoiceField, self.fields["department"]).queryset = departments
        if not self.instance.department_id and departments.count() == 1:
            self.initial["department"] = departments.get().pk
        if not Topic.objects.exists():
            del self.fields["topics"]
        if not self.instance.pk or not self.instance.editions.exists():
            del self.fields["change_kind"]

    def _group(self, names):
        return [self[name] for name in names if name in self.fields]

    @property
    def main(self):
        """Fields that every document needs."""
        return self._group(self.MAIN)

    @property
    def provenance(self):
        """Fields about source, licence and review."""
        return self._group(self.SOURCE)

    @property
    def change(self):
        """Fields about the next edition, once there has been one."""
        return self._group(("change_kind",))


def _departments(user, document):
    """Where this person may put a document: where they write, and where it is now."""
    where = departments_where(user, "infocenter.add_document")
    active = Department.objects.filter(is_active=True)
    if where is not None:
        active = active.filter(pk__in=where)
    if document.department_id:
        active = active | Department.objects.filter(pk=document.department_id)
    return active.distinct()


class TextsForm(forms.ModelForm):
    """A language version. Left empty altogether, there is none."""

    class Meta:
        model = DocumentTranslation
        fields = (
            *DocumentTranslation.CONTENT,
            *DocumentTranslation.CHANGE,
            *DocumentTranslation.ORIGIN,
        )
        widgets = {
            "title": forms.TextInput,
            "summary": forms.Textarea({"rows": 3}),
            "body": forms.Textarea({"rows": 14, "class": "body"}),
            "change_note": forms.Textarea({"rows": 3}),
        }
        field_classes = {"summary": Lines, "body": Lines, "change_note": Lines}

    saved_by_others: list[tuple]
    moved_on: tuple[str, int] | None = None  # the original's language, the edition translated

    translated_edition = forms.TypedChoiceField(
        label=_("which text of it"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, data=None, *, language, editions, **kwargs):
        super().__init__(data, prefix=f"text-{language}", **kwargs)
        if not editions:  # nothing has changed yet
            for name in (*DocumentTranslation.CHANGE, "translated_edition"):
                del self.fields[name]
        self._choose_origin(language, editions)
        self.language = language
        self.lang = languages.bcp47(language)
        self.language_name = languages.NAMES[language]
        self.fields["title"].required = False  # a draft may still lack it; publishing refuses
        for field in self.fields.values():
            field.widget.attrs["lang"] = self.lang

    def _choose_origin(self, language: str, editions: list[int]) -> None:
        """Any other language; the text as it stands, or as it was in an edition."""
        others = [each for each in languages.LANGUAGES if each[0] != language]
        origin = cast(forms.ChoiceField, self.fields["translated_from"])
        origin.choices = [("", _("not a translation")), *others]
        if editions:
            said = [(each, _("edition %(number)d") % {"number": each}) for each in editions]
            which = cast(forms.ChoiceField, self.fields["translated_edition"])
            which.choices = [("", _("as it stands here")), *said]
            self.initial["translated_edition"] = str(self.instance.translated_edition or "")

    @property
    def is_written(self) -> bool:
        """Whether there is a version in this language."""
        return any((self[name].value() or "").strip() for name in DocumentTranslation.CONTENT)

    @property
    def original(self) -> str:
        """The language of the text from which it was translated, if that has moved on."""
        return languages.NAMES[self.moved_on[0]] if self.moved_on else ""

    def clean(self):
        """Refuse what is told about a change of a version that isn't there."""
        super().clean()
        told = [name for name in DocumentTranslation.CHANGE if self.cleaned_data.get(name)]
        if told and not self.is_written:
            self.add_error(
                told[0],
                _("There is no text in this language. Write one, or say this in another language."),
            )

    def texts(self) -> dict | None:
        """The texts for the service; None when the version is left empty."""
        return {name: self.cleaned_data[name] for name in self.fields} if self.is_written else None


class FileForm(forms.ModelForm):
    """A file of the working copy: its name, language and place; or its end."""

    position = forms.IntegerField(label=_("place"), min_value=1, max_value=9999)
    remove = forms.BooleanField(label=_("Remove this file"), required=False)
    replacement = forms.FileField(label=_("Replace it by"), required=False, allow_empty_file=True)
    queried = forms.BooleanField(label=_("Residents can query it online"), required=False)

    class Meta:
        model = Attachment
        fields = ("name", "language", "position")

    def __init__(self, *args, place, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["position"] = place
        language = cast(forms.ChoiceField, self.fields["language"])
        language.choices = [("", _("any")), *languages.LANGUAGES]
        self.datasets = list(self.instance.datasets.filter(offered=True))
        self.initial["queried"] = bool(self.datasets)
        if self.instance.format != Format.TABLE:
            del self.fields["queried"]

    def described(self) -> dict:
        """What of name and language was changed."""
        return {
            name: self.cleaned_data[name]
            for name in ("name", "language")
            if name in self.changed_data
        }


class StepForm(forms.Form):
    """What some of the buttons need: a reason, a time."""

    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea({"rows": 2}))
    publish_at = forms.DateTimeField(
        label=_("Publish at"),
        required=False,
        input_formats=[WHEN, "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=WHEN),
    )


class WithdrawalForm(forms.Form):
    """Why a document is withdrawn, as residents read it on its page: in one language or more."""

    def __init__(self, data=None, *, is_needed=True):
        super().__init__(data)
        self.is_needed = is_needed
        for code, name in labels.columns("withdrawal_reason"):
            lang = languages.bcp47(code)
            field = Lines(required=False, label=languages.NAMES[code])
            field.widget.attrs |= {"rows": 2, "lang": lang}
            self.fields[name] = field

    def clean(self):
        """Refuse to withdraw without a word."""
        if self.is_needed and not any(self.reasons().values()):
            self.add_error(
                next(iter(self.fields)), _("Please give a reason, in one language at least.")
            )

    def reasons(self) -> dict[str, str]:
        """The reason by language."""
        columns = labels.columns("withdrawal_reason")
        return {code: self.cleaned_data[name] for code, name in columns}
