"""The forms of a consultation: description and texts, questions, points, steps, responses."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from infocenter.admin.forms import Lines
from infocenter.admin.language_forms import LanguageForm, Moment, ReasonsForm
from infocenter.admin.named_documents import find_documents
from infocenter.models import Document, Edition
from policies.models import Article, Consultation, ConsultationTranslation, Point, Policy, Question
from policies.states.consultations import QuestionKind
from portal import labels, languages
from portal.organisation.models import Department


class ConsultationForm(forms.ModelForm):
    """What is said about a consultation, whatever the language."""

    documents = Lines(
        label=_("Documents"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One a line: the address of its page, or its number."),
    )

    class Meta:
        model = Consultation
        fields = ("policy", "department", "audience", "opens_at", "closes_at")
        widgets = {"opens_at": Moment(), "closes_at": Moment()}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        own = Department.objects.managed_by(user, "policies.add_consultation").active()
        if self.instance.department_id:
            own = own | Department.objects.filter(pk=self.instance.department_id)
        elif own.count() == 1:
            self.initial["department"] = own.get().pk
        cast(forms.ModelChoiceField, self.fields["department"]).queryset = own.distinct()
        policies = Policy.objects.visible_to(user).prefetch_related("translations")
        cast(forms.ModelChoiceField, self.fields["policy"]).queryset = policies
        if self.instance.pk:
            chosen = self.instance.documents.all()
            self.initial["documents"] = "\n".join(
                f"/documents/{each.pk}/ {each}" for each in chosen
            )

    def clean_documents(self) -> list[Document]:
        """The documents that the lines say; each must be one that the person can see."""
        there = self.instance.documents.all() if self.instance.pk else ()
        return find_documents(self.cleaned_data["documents"], self.user, there)


class ConsultationTextsForm(LanguageForm):
    """What is asked and why, in a language; and the answer as a whole."""

    NEEDED = "title"

    class Meta:
        model = ConsultationTranslation
        fields = ConsultationTranslation.CONTENT
        widgets = {
            "title": forms.TextInput,
            "summary": forms.Textarea({"rows": 3}),
            "body": forms.Textarea({"rows": 10, "class": "body"}),
            "answer": forms.Textarea({"rows": 8}),
        }
        field_classes = {"summary": Lines, "body": Lines, "answer": Lines}


class ByLanguage(forms.Form):
    """Fields of words in each of the languages; one of them is needed."""

    WORDS: dict[str, tuple[object, int]] = {}  # name -> its label, rows

    def add_words(self, row) -> None:
        """Fields for what `row` says in each language."""
        for field, (title, rows) in self.WORDS.items():
            for code, column in labels.columns(field):
                each = Lines(required=False, label=f"{title} · {languages.NAMES[code]}")
                each.widget.attrs |= {"rows": rows, "lang": languages.bcp47(code)}
                self.fields[column] = each
                self.initial.setdefault(column, getattr(row, column) or "")

    def words(self) -> dict[str, dict[str, str]]:
        """By name and language."""
        return {
            field: {code: self.cleaned_data[column] for code, column in labels.columns(field)}
            for field in self.WORDS
        }

    def need(self, field: str) -> None:
        """Refuse it without a word of `field`."""
        columns = [column for _code, column in labels.columns(field)]
        if not any(self.cleaned_data.get(column) for column in columns):
            self.add_error(columns[0], _("Write it in one language at least."))


class QuestionForm(ByLanguage, forms.ModelForm):
    """A question, and what may be chosen: a line for each choice, in each language."""

    WORDS = {"text": (_("Question"), 2), "hint": (_("Hint"), 1)}

    class Meta:
        model = Question
        fields = ("kind", "is_required", "most")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.add_words(self.instance)
        choices = list(self.instance.choices.all()) if self.instance.pk else []
        for code, column in labels.columns("text"):
            field = Lines(
                required=False,
                label=_("Choices, one a line · %(language)s") % {"language": languages.NAMES[code]},
            )
            field.widget.attrs |= {"rows": 5, "lang": languages.bcp47(code)}
            self.fields[f"choices_{column}"] = field
            lines = [getattr(each, column) or "" for each in choices]
            self.initial[f"choices_{column}"] = "\n".join(lines) if any(lines) else ""

    def clean(self):
        """Refuse a question without words, and choices that don't match between languages."""
        super().clean()
        self.need("text")
        lines = {name: each for name, each in self._lines().items() if each}
        if self.cleaned_data.get("kind") not in (QuestionKind.ONE, QuestionKind.MANY):
            return
        if not lines or min(map(len, lines.values())) < 2:
            self.add_error("choices_text_zh_hant", _("Write two choices at least."))
        elif len({len(each) for each in lines.values()}) > 1:
            self.add_error(
                next(iter(lines)), _("Write as many choices in each language, in the same order.")
            )

    def _lines(self) -> dict[str, list[str]]:
        return {
            f"choices_{column}": [
                line.strip()
                for line in (self.cleaned_data.get(f"choices_{column}") or "").split("\n")
                if line.strip()
            ]
            for _code, column in labels.columns("text")
        }

    def choices(self) -> list[dict[str, str]]:
        """What may be chosen, by language; nothing for a question that has no choices."""
        if self.cleaned_data["kind"] not in (QuestionKind.ONE, QuestionKind.MANY):
            return []
        lines = self._lines()
        written = {
            code: lines[f"choices_{column}"]
            for code, column in labels.columns("text")
            if lines[f"choices_{column}"]
        }
        number = len(next(iter(written.values())))
        return [{code: each[at] for code, each in written.items()} for at in range(number)]


class PointForm(ByLanguage, forms.ModelForm):
    """You said, we did: and where it can be read."""

    WORDS = {"said": (_("What was said"), 3), "did": (_("What was done"), 3)}

    document = forms.CharField(
        label=_("Document that was changed by it"),
        required=False,
        help_text=_("The address of its page, or its number. Its current edition is linked."),
    )

    class Meta:
        model = Point
        fields = ("outcome", "article")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.add_words(self.instance)
        articles = Article.objects.filter(policy=self.instance.consultation.policy_id)
        cast(forms.ModelChoiceField, self.fields["article"]).queryset = articles
        if self.instance.edition:
            self.initial["document"] = f"/documents/{self.instance.edition.document_id}/"

    def clean(self):
        """Refuse a point that lacks one of its halves."""
        super().clean()
        self.need("said")
        self.need("did")

    def clean_document(self):
        """The current edition of the document."""
        said = self.cleaned_data["document"]
        before = self.instance.edition
        if before and said == f"/documents/{before.document_id}/":
            return before
        found = find_documents(said, self.user)[:1]
        current = Edition.objects.current().filter(document__in=found).first()
        if said and current is None:
            raise forms.ValidationError(_("This document is not published."))
        return current


class ExtendForm(ReasonsForm):
    """A later end, and why."""

    until = forms.DateTimeField(label=_("New end"), widget=Moment())


class WithdrawForm(ReasonsForm):
    """Why it ends without an answer."""
