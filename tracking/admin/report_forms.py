"""The forms of a progress report: its months, what each milestone has reached, its evidence."""

from typing import cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infocenter.admin.forms import Day, Lines
from policies.admin.policy_forms import find_documents
from portal import labels, languages
from tracking.models import Claim, Milestone, ProgressReport
from tracking.services import ClaimLine
from tracking.states.reports import Verdict


class PeriodForm(forms.ModelForm):
    """Until which month the report is."""

    class Meta:
        model = ProgressReport
        fields = ("period_end",)
        widgets = {"period_end": Day()}
        help_texts = {"period_end": gettext_lazy("Any day of the last month that it is about.")}


class ClaimForm(forms.Form):
    """What a milestone has reached."""

    percent = forms.IntegerField(
        label=gettext_lazy("Reached, in percent"), min_value=0, max_value=100
    )
    reached_on = forms.DateField(label=gettext_lazy("Complete since"), required=False, widget=Day())

    def __init__(self, data=None, *, milestone: Milestone, claim: Claim | None):
        self.milestone = milestone
        initial = {
            "percent": claim.percent if claim else milestone.percent,
            "reached_on": claim.reached_on if claim else milestone.reached_on,
        }
        super().__init__(data, prefix=f"claim-{milestone.pk}", initial=initial)

    def line(self) -> ClaimLine:
        """The same for the service."""
        return ClaimLine(self.cleaned_data["percent"], self.cleaned_data["reached_on"])


class EvidenceForm(forms.Form):
    """Further proof: a published document, or files (which come beside the form)."""

    of: forms.ModelChoiceField = forms.ModelChoiceField(
        Milestone.objects.none(),
        label=gettext_lazy("It shows"),
        required=False,
        empty_label=gettext_lazy("the whole report"),
    )
    documents = Lines(
        label=gettext_lazy("Documents"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("One a line: the address of its page, or its number."),
    )
    is_public = forms.BooleanField(
        label=gettext_lazy("Residents can open the files once the report is verified"),
        required=False,
    )

    def __init__(self, data=None, *, report: ProgressReport, user):
        super().__init__(data, prefix="evidence")
        self.user = user
        milestones = report.measure.planned_milestones()
        cast(forms.ModelChoiceField, self.fields["of"]).queryset = milestones

    def clean_documents(self):
        """The documents that the lines say; each must be one that the person can see."""
        return find_documents(self.cleaned_data["documents"], self.user)


class RemarkForm(forms.Form):
    """What the supervisor found, in any of the languages; residents read it."""

    def __init__(self, data=None, *, prefix: str, needed: bool):
        super().__init__(data, prefix=prefix)
        self.needed = needed
        for code, name in labels.columns("remark"):
            self.fields[name] = Lines(
                required=False,
                label=languages.NAMES[code],
                widget=forms.Textarea({"rows": 2, "lang": languages.bcp47(code)}),
            )

    @property
    def remarks(self):
        """The fields of the remark, one for each language."""
        return [self[name] for _code, name in labels.columns("remark")]

    def remark(self) -> dict[str, str]:
        """The remark by language."""
        return {code: self.cleaned_data[name] for code, name in labels.columns("remark")}

    def clean(self):
        """One language at least, where it is needed."""
        super().clean()
        if self.needed and not any(self.remark().values()):
            self.add_error(labels.columns("remark")[0][1], _("Write it in one language at least."))


class VerdictForm(RemarkForm):
    """The verdict, and a remark if there is any."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Verdict"), choices=Verdict.choices, widget=forms.RadioSelect
    )
