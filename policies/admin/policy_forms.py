"""The forms of a policy: its description, its texts in four languages, its articles, its steps."""

from typing import cast

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from infocenter.admin.forms import Day, Lines
from infocenter.admin.language_forms import LanguageForm
from infocenter.admin.named_documents import find_documents
from infocenter.models import Document
from policies.models import (
    Article,
    ArticleCorrection,
    ArticleTranslation,
    Policy,
    PolicyTranslation,
)
from portal import labels, languages
from portal.organisation.models import Department


class DescriptionForm(forms.ModelForm):
    """What is said about a policy, whatever the language."""

    documents = Lines(
        label=_("Documents"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One a line: the address of its page, or its number."),
    )

    class Meta:
        model = Policy
        fields = (
            "department",
            "number",
            "supporting",
            "topics",
            "adopted_date",
            "effective_date",
            "expiry_date",
            "replaced_by",
        )
        widgets = {
            "supporting": forms.CheckboxSelectMultiple,
            "topics": forms.CheckboxSelectMultiple,
            **{name: Day() for name in ("adopted_date", "effective_date", "expiry_date")},
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        own = Department.objects.managed_by(user, "policies.add_policy").active()
        if self.instance.department_id:
            own = own | Department.objects.filter(pk=self.instance.department_id)
        elif own.count() == 1:
            self.initial["department"] = own.get().pk
        self._choose("department", own.distinct())
        self._choose("supporting", Department.objects.active())
        others = Policy.objects.visible_to(user).prefetch_related("translations")
        self._choose("replaced_by", others.exclude(pk=self.instance.pk))
        if self.instance.pk:
            chosen = self.instance.documents.all()
            self.initial["documents"] = "\n".join(
                f"/documents/{each.pk}/ {each}" for each in chosen
            )

    def _choose(self, name: str, rows) -> None:
        cast(forms.ModelChoiceField, self.fields[name]).queryset = rows

    def clean_documents(self) -> list[Document]:
        """The documents that the lines say; each must be one that the person can see."""
        there = self.instance.documents.all() if self.instance.pk else ()
        return find_documents(self.cleaned_data["documents"], self.user, there)


class TextsForm(LanguageForm):
    """What a policy is and why, in a language."""

    NEEDED = "title"

    class Meta:
        model = PolicyTranslation
        fields = PolicyTranslation.CONTENT
        widgets = {
            "title": forms.TextInput,
            "summary": forms.Textarea({"rows": 3}),
            "body": forms.Textarea({"rows": 10, "class": "body"}),
        }
        field_classes = {"summary": Lines, "body": Lines}


class WordsForm(LanguageForm):
    """The words of an article, in a language."""

    NEEDED = "body"

    class Meta:
        model = ArticleTranslation
        fields = ArticleTranslation.CONTENT
        widgets = {"body": forms.Textarea({"rows": 8, "class": "body"})}
        field_classes = {"body": Lines}


class ArticleForm(forms.ModelForm):
    """The number of an article, its place, and since and until when it holds."""

    class Meta:
        model = Article
        fields = ("number", "position", "since", "repealed")
        widgets = {"since": Day(), "repealed": Day()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["position"].required = False
        if not self.instance.pk:
            self.initial["position"] = ""

    def clean_position(self):
        """Left empty: the place that it has, or the last one."""
        place = self.cleaned_data["position"]
        return self.instance.position if place is None and self.instance.pk else place


class CorrectionForm(forms.Form):
    """What was wrong in an article that residents have read; left empty, nothing was."""

    def __init__(self, data=None):
        super().__init__(data, prefix="correction")
        for code, name in labels.columns("note"):
            field = Lines(required=False, label=languages.NAMES[code])
            field.widget.attrs |= {"rows": 2, "lang": languages.bcp47(code)}
            self.fields[name] = field
        self.fields["credit"] = forms.CharField(
            label=_("credit"),
            help_text=_("Who pointed out what is corrected, and has agreed to be named."),
            max_length=200,
            required=False,
        )

    def clean(self):
        """Refuse thanks for what isn't told."""
        super().clean()
        if self.cleaned_data.get("credit") and not any(self.note().values()):
            message = _("Say in one language at least what was wrong, and what is right now.")
            self.add_error(next(iter(self.fields)), message)

    def note(self) -> dict[str, str]:
        """The columns of the note."""
        return {name: self.cleaned_data.get(name, "") for _code, name in labels.columns("note")}

    def correction(self) -> ArticleCorrection | None:
        """What is told of the correction; None if there is none."""
        note = self.note()
        credit = self.cleaned_data["credit"]
        return ArticleCorrection(**note, credit=credit) if any(note.values()) else None


class StepForm(forms.Form):
    """When a step was made, and what residents are told of it."""

    on = forms.DateField(label=_("On"), widget=Day(), initial=localdate)

    def __init__(self, data=None, *, step: str):
        super().__init__(data, prefix=step)
        for code, name in labels.columns("note"):
            field = Lines(required=False, label=languages.NAMES[code])
            field.widget.attrs |= {"rows": 2, "lang": languages.bcp47(code)}
            self.fields[name] = field

    @property
    def notes(self):
        """The fields of the note, one for each language."""
        return [self[name] for _code, name in labels.columns("note")]

    def note(self) -> dict[str, str]:
        """The note by language."""
        return {code: self.cleaned_data[name] for code, name in labels.columns("note")}


class ReasonForm(forms.Form):
    """Why a policy is hidden: for the history, not for residents."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 2}))

    def __init__(self, data=None, *, step: str):
        super().__init__(data, prefix=step)
