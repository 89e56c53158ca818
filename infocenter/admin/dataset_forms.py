"""The forms of a dataset: how its file is read, and what its columns mean."""

from typing import cast

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from infocenter.datasets import kinds
from infocenter.datasets.naming import WORDS
from infocenter.datasets.reading.job import Choices, Wish
from infocenter.models import Column, Table
from infocenter.states import ColumnKind
from portal import labels, languages

ENCODINGS = ("utf-8", "big5", "gb18030", "windows-1252", "utf-16", "shift_jis")
DELIMITERS = {
    "comma": _("comma"),
    "semicolon": _("semicolon"),
    "tab": _("tab"),
    "bar": _("vertical bar"),
}
_WRITINGS = {
    kinds.POINT: _("decimals after a point: 1,234.5"),
    kinds.COMMA: _("decimals after a comma: 1.234,5"),
    kinds.YMD: _("year, month, day"),
    kinds.DMY: _("day, month, year"),
    kinds.MDY: _("month, day, year"),
    kinds.MONTH: _("year and month only"),
    kinds.ZONED: _("with the offset from UTC"),
}


def _choice(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    return cast(forms.ChoiceField, form.fields[name])


class ReadingForm(forms.Form):
    """What was recognised about the file, to be corrected."""

    sheet = forms.ChoiceField(label=_("Sheet"), required=False)
    encoding = forms.ChoiceField(
        label=_("Character encoding"),
        required=False,
        choices=[("", _("recognised")), *((each, each) for each in ENCODINGS)],
    )
    delimiter = forms.ChoiceField(
        label=_("Delimiter"),
        required=False,
        choices=[("", _("recognised")), *DELIMITERS.items()],
    )
    header = forms.IntegerField(
        label=_("Row that names the columns"),
        required=False,
        min_value=0,
        max_value=50,
        help_text=_("Empty: recognised. 0: there is none."),
    )

    def __init__(self, data=None, *, table: Table):
        super().__init__(data, initial=table.choices, prefix="reading")
        sheets = table.found.get("sheets") or []
        if sheets:
            _choice(self, "sheet").choices = [("", _("the first")), *((s, s) for s in sheets)]
            del self.fields["encoding"], self.fields["delimiter"]
        else:
            del self.fields["sheet"]
            if not table.found.get("delimiter"):  # Parquet, or not read yet
                for name in ("delimiter", "encoding", "header"):
                    if table.attachment.file.media_type == "application/vnd.apache.parquet":
                        self.fields.pop(name, None)

    def chosen(self) -> Choices:
        """For the service."""
        found = self.cleaned_data
        return Choices(
            found.get("sheet", ""),
            found.get("encoding", ""),
            found.get("delimiter", ""),
            found.get("header"),
        )


class ColumnForm(forms.ModelForm):
    """A column: its kind, and what it is called and means in each language."""

    kind = forms.ChoiceField(label=_("Kind"))

    class Meta:
        model = Column
        fields = WORDS

    def __init__(self, data=None, *, instance: Column):
        super().__init__(data, instance=instance, prefix=f"column-{instance.key}")
        _choice(self, "kind").choices = _kinds()
        self.initial["kind"] = _value(instance.kind, instance.writing)
        for field in ("name", "description", "unit"):
            for code, column in labels.columns(field):
                told = self.fields[column]
                told.required = False
                told.widget = forms.TextInput({"lang": languages.bcp47(code)})
                told.label = languages.NAMES[code]

    @property
    def groups(self) -> list[tuple[str | Promise, list]]:
        """Fields that belong together, each in four languages."""
        return [
            (title, [self[column] for _code, column in labels.columns(field)])
            for field, title in (
                ("name", _("Name")),
                ("description", _("Description")),
                ("unit", _("Unit")),
            )
        ]

    def words(self) -> dict[str, str]:
        """The texts that were changed."""
        return {name: self.cleaned_data[name] for name in WORDS if name in self.changed_data}

    def wish(self) -> Wish | None:
        """The kind, if it was changed."""
        if "kind" not in self.changed_data:
            return None
        kind, _dot, writing = self.cleaned_data["kind"].partition(".")
        return Wish(kind, writing)


def _value(kind: str, writing: str) -> str:
    return f"{kind}.{writing}" if kind in kinds.WRITINGS else kind


def _kinds() -> list[tuple[str, str]]:
    """Each kind, with each way of writing it."""
    found = []
    for kind, name in ColumnKind.choices:
        for writing in kinds.WRITINGS.get(kind, ("",)):
            words = f"{name} ({_WRITINGS[writing]})" if writing else str(name)
            found.append((_value(kind, writing), words))
    return found


class OfferForm(forms.Form):
    """A further sheet of the same workbook."""

    another = forms.ChoiceField(label=_("Another sheet of this workbook"), required=False)

    def __init__(self, data=None, *, sheets: list[str]):
        super().__init__(data)
        _choice(self, "another").choices = [("", "—"), *((each, each) for each in sheets)]
