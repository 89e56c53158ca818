"""What is asked before many documents are changed at once."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from infocenter.admin.forms import Day, Lines
from infocenter.models import Topic
from infocenter.services import Amendment
from infocenter.states import Licence
from portal import languages


class AmendmentForm(forms.Form):
    """What residents are told of the change, and whether it is published at once."""

    def __init__(self, data=None, *, may_publish: bool, **kwargs):
        super().__init__(data, **kwargs)
        if may_publish:
            self.fields["publish"] = forms.BooleanField(
                label=_("Publish a new edition of each at once"), required=False
            )
        for code, name in languages.LANGUAGES:
            field = Lines(required=False, label=name)
            field.widget.attrs |= {"rows": 2, "lang": languages.bcp47(code)}
            self.fields[f"note-{code}"] = field

    @property
    def own(self):
        """The fields of what changes."""
        return [self[name] for name in self.fields if not self._is_told(name)]

    @property
    def notes(self):
        """The fields of what residents are told."""
        return [self[name] for name in self.fields if name.startswith("note-")]

    @property
    def publishing(self):
        """The field that publishes, for whoever may."""
        return [self["publish"]] if "publish" in self.fields else []

    def _is_told(self, name: str) -> bool:
        return name == "publish" or name.startswith("note-")

    def clean(self):
        """Refuse to publish what residents aren't told of."""
        super().clean()
        if self.cleaned_data.get("publish") and not any(self.told().values()):
            message = _("Say in one language at least what changes: residents read it.")
            self.add_error(f"note-{languages.CODES[0]}", message)

    def told(self) -> dict[str, str]:
        """The notes by language."""
        return {code: self.cleaned_data.get(f"note-{code}", "") for code in languages.CODES}

    def amendment(self, **more) -> Amendment:
        """What is to be done with each document."""
        return Amendment(notes=self.told(), publish=self.cleaned_data.get("publish", False), **more)


class TopicsForm(AmendmentForm):
    """Topics that all of them get, and topics that all of them lose."""

    add = forms.ModelMultipleChoiceField(
        Topic.objects.none(),
        label=_("Add these topics"),
        required=False,
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
    )
    take = forms.ModelMultipleChoiceField(
        Topic.objects.none(),
        label=_("Take these topics away"),
        required=False,
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("add", "take"):
            field = cast(forms.ModelMultipleChoiceField, self.fields[name])
            field.queryset = Topic.objects.all()

    def clean(self):
        """Refuse a change of nothing, and one that contradicts itself."""
        super().clean()
        add, take = (set(self.cleaned_data.get(name, ())) for name in ("add", "take"))
        if not add | take:
            self.add_error("add", _("Choose a topic."))
        elif add & take:
            self.add_error("take", _("A topic can't be added and taken away."))

    def amendment(self, **more):
        """Topics of each document."""
        added, taken = self.cleaned_data["add"], self.cleaned_data["take"]
        return super().amendment(add_topics=list(added), take_topics=list(taken), **more)


class FactsForm(AmendmentForm):
    """Another licence, another day of the next review; what is left empty stays."""

    licence = forms.ChoiceField(
        label=_("licence"), required=False, choices=[("", _("as it is")), *Licence.choices]
    )
    review_on = forms.DateField(label=_("next review"), required=False, widget=Day())
    no_review = forms.BooleanField(label=_("No further review"), required=False)

    def clean(self):
        """Refuse a change of nothing."""
        super().clean()
        if not any(self.cleaned_data.get(name) for name in ("licence", "review_on", "no_review")):
            self.add_error("licence", _("Choose what is to change."))

    def amendment(self, **more):
        """Columns of each document."""
        said = self.cleaned_data
        values = {name: said[name] for name in ("licence", "review_on") if said[name]}
        if said["no_review"]:
            values["review_on"] = None
        return super().amendment(values=values, **more)


class ReplacementForm(AmendmentForm):
    """The file that takes the place of another, in the documents that are ticked."""

    upload = forms.FileField(label=_("The new file"), required=False, allow_empty_file=True)
