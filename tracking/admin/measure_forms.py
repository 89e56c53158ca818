"""The forms of a measure: its description, its texts, its milestones, its indicators."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infocenter.admin.forms import Day, Lines
from portal import labels, languages
from portal.organisation.models import Department
from tracking.models import Indicator, Measure, Milestone, Observation, Programme
from tracking.services import MilestoneLine

DAYS = {"start": Day(), "due": Day()}


class MeasureForm(forms.ModelForm):
    """What is said of a measure, whatever the language."""

    depends_on = Lines(
        label=gettext_lazy("Depends on"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("Numbers of measures of the same programme, one a line."),
    )

    class Meta:
        model = Measure
        fields = (
            "programme", "phase", "number", "department", "supporting", "owner", "start", "due",
        )  # fmt: skip
        widgets = {**DAYS, "supporting": forms.CheckboxSelectMultiple}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        programmes = Programme.objects.managed_by(user, "tracking.change_programme")
        people = get_user_model().objects.filter(is_active=True, memberships__isnull=False)
        self._choose("department", Department.objects.managed_by(user, "tracking.add_measure"))
        self._choose("supporting", Department.objects.active())
        self._choose("owner", people.distinct().order_by("username"))
        if self.instance.pk:
            programme = self.instance.programme
            self._choose("programme", Programme.objects.filter(pk=programme.pk))
            self._choose("phase", programme.phases.all())
            others = self.instance.depends_on.order_by("position")
            self.initial["depends_on"] = "\n".join(each.number for each in others)
        else:
            self._choose("programme", programmes)
            self._choose("phase", self.fields["phase"].queryset.filter(programme__in=programmes))  # type: ignore[attr-defined]

    def _choose(self, name: str, rows) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def clean(self):
        """A phase, and other measures, of the same programme."""
        super().clean()
        programme, phase = self.cleaned_data.get("programme"), self.cleaned_data.get("phase")
        if programme and phase and phase.programme_id != programme.pk:
            self.add_error("phase", _("This is a phase of another programme."))
        lines = (self.cleaned_data.get("depends_on") or "").split("\n")
        numbers = {line.strip() for line in lines} - {""}
        found = list(Measure.objects.filter(programme=programme, number__in=numbers))
        for number in sorted(numbers - {each.number for each in found}):
            complaint = _("This programme has no measure “%(number)s”.") % {"number": number[:20]}
            self.add_error("depends_on", complaint)
        self.cleaned_data["depends_on"] = found


class MilestoneForm(forms.Form):
    """A line of the plan. Left empty, there is none."""

    is_wanted = False  # an empty line isn't looked at

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    weight = forms.IntegerField(
        label=gettext_lazy("Weight"), min_value=1, max_value=100, required=False
    )
    due = forms.DateField(label=gettext_lazy("Last day"), required=False, widget=Day())
    remove = forms.BooleanField(label=gettext_lazy("Take it out of the plan"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code, name in labels.columns("name"):
            title = _("Name")
            field = forms.CharField(
                required=False, max_length=300, label=f"{title} ({languages.NAMES[code]})"
            )
            field.widget.attrs["lang"] = languages.bcp47(code)
            self.fields[name] = field

    @property
    def names(self):
        """The fields of the name, one for each language."""
        return [self[name] for _code, name in labels.columns("name")]

    def clean(self):
        """Whole, or empty."""
        super().clean()
        said = self.cleaned_data
        names = {code: said.get(name, "") for code, name in labels.columns("name")}
        self.is_wanted = bool(said.get("weight") or said.get("due") or any(names.values()))
        if said.get("remove") or not self.is_wanted:
            self.is_wanted = False
            return
        for name in ("weight", "due"):
            if not said.get(name) and name not in self.errors:
                self.add_error(name, _("A milestone needs this."))
        if not any(names.values()):
            self.add_error(labels.columns("name")[0][1], _("Write it in one language at least."))

    def line(self) -> MilestoneLine:
        """The same for the service."""
        said = self.cleaned_data
        names = {code: said[name] for code, name in labels.columns("name")}
        return MilestoneLine(said["weight"], said["due"], names, said.get("pk"))


def initial_of(milestone: Milestone) -> dict:
    """A milestone as a line of the form."""
    names = {name: getattr(milestone, name) or "" for _code, name in labels.columns("name")}
    return {"pk": milestone.pk, "weight": milestone.weight, "due": milestone.due, **names}


class IndicatorForm(forms.ModelForm):
    """From where to where an indicator should go, until when."""

    class Meta:
        model = Indicator
        fields = ("baseline", "baseline_on", "target", "target_on")
        widgets = {"baseline_on": Day(), "target_on": Day()}


class ObservationForm(forms.ModelForm):
    """A value of an indicator."""

    class Meta:
        model = Observation
        fields = ("on", "value")
        widgets = {"on": Day()}
