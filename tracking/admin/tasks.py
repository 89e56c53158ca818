"""Asking a department to do something, as a meeting decided or a finding asks for."""

from django import forms
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from infocenter.admin.forms import Day
from portal.organisation.models import Department
from portal.organisation.stepped_admin import Editing
from tracking import services
from tracking.admin.texts import WordsForm
from tracking.admin.things import Line
from tracking.models import AgendaItem, Finding


class TaskForm(WordsForm):
    """What is asked, of whom, until when."""

    TITLE = gettext_lazy("What is to be done")

    department = forms.ModelChoiceField(Department.objects.none(), label=gettext_lazy("Department"))
    due = forms.DateField(label=gettext_lazy("Last day"), widget=Day())

    def __init__(self, data=None, *, prefix: str):
        super().__init__(data, prefix=prefix)
        self.fields["department"].queryset = Department.objects.active()  # type: ignore[attr-defined]


class PlainFields:
    """The fields of a form of words that aren't words, as a template walks them."""

    def __init__(self, form: WordsForm):
        self.form, self.fields = form, True

    def __iter__(self):
        return iter(self.form.plain)


class TaskEditing(Editing):
    """A new action item of a meeting's agenda, or of a finding."""

    def __init__(self, request, whole, source: AgendaItem | Finding, typed=None):
        self.user, self.whole, self.source = request.user, whole, source
        self.words = TaskForm(typed, prefix="task")
        self.words_title = self.words.TITLE
        self.description = PlainFields(self.words)  # type: ignore[assignment]

    @property
    def forms(self) -> tuple:
        return (self.words,)

    def is_valid(self) -> bool:
        return self.words.is_valid()

    def save(self):
        """Ask for it. Raises Refused."""
        said = self.words.cleaned_data
        services.open_action(
            self.source,
            by=self.user,
            department=said["department"],
            due=said["due"],
            text=self.words.words(),
        )
        return self.whole


def tasks_of(rows) -> list[Line]:
    """Action items in a list."""
    return [
        Line(
            str(each),
            reverse("admin:tracking_actionitem_change", args=[each.pk]),
            f"{each.department.code} · {each.get_status_display()} · "
            f"{date_format(each.due, 'SHORT_DATE_FORMAT')}",
        )
        for each in rows.select_related("department")
    ]
