"""Recognitions: proposed by supervisors, replied to by departments, decided by leadership."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.organisation.stepped_admin import Editing
from tracking import services
from tracking.admin.texts import WordsForm
from tracking.admin.things import Nothing, Step, ThingAdmin
from tracking.models import Measure, Recognition
from tracking.states.recognitions import RecognitionStatus


class GiveForm(WordsForm):
    """The decision, and who reads it."""

    TITLE = gettext_lazy("Decision, with its reasons")

    is_public = forms.BooleanField(
        required=False,
        label=gettext_lazy("Publish it: residents read the grounds and the decision"),
    )


class RecognitionForm(forms.ModelForm):
    """For which measure, and which kind."""

    class Meta:
        model = Recognition
        fields = ("kind", "measure")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        measures = Measure.objects.managed_by(user, "tracking.add_recognition")
        self.fields["measure"].queryset = measures.select_related("programme")  # type: ignore[attr-defined]


class RecognitionEditing(Editing):
    """A new one. What is proposed isn't edited: steps are taken."""

    def __init__(self, request, typed=None):
        self.user = request.user
        self.description = RecognitionForm(typed, user=request.user)
        self.words = WordsForm(typed, prefix="grounds")
        self.words_title = _("Grounds")

    @property
    def forms(self) -> tuple:
        return (self.description, self.words)

    def is_valid(self) -> bool:
        return not [form for form in self.forms if not form.is_valid()]  # each shows its errors

    def save(self) -> Recognition:
        """Propose it. Raises Refused."""
        said = self.description.cleaned_data
        return services.propose_recognition(
            said["measure"], by=self.user, kind=said["kind"], grounds=self.words.words()
        )


DECIDE = "tracking.decide_recognition"


def decide(is_given: bool):
    """The service that gives or rejects, as a step takes it."""

    def act(thing, form, **about):
        is_public = form.cleaned_data.get("is_public", False)
        services.decide_recognition(
            thing, decision=form.words(), is_given=is_given, is_public=is_public, **about
        )

    return act


@admin.register(Recognition)
class RecognitionAdmin(ThingAdmin):
    """Recognitions of the own departments."""

    deciding = "tracking.view_recognition"  # each step asks its own permission
    list_display = ("__str__", "state", "proposed_at", "place")
    list_filter = ("status", "kind")
    list_select_related = ("department", "measure")
    STEPS = (
        Step(
            "reply",
            gettext_lazy("Reply"),
            "tracking.answer_recognition",
            lambda thing, form, **about: services.reply_to_recognition(
                thing, reply=form.words(), **about
            ),
            WordsForm,
            is_first=True,
        ),
        Step("give", gettext_lazy("Decide it"), DECIDE, decide(True), GiveForm, is_first=True),
        Step("reject", gettext_lazy("Reject"), DECIDE, decide(False), WordsForm),
        Step(
            "revoke",
            gettext_lazy("Revoke"),
            DECIDE,
            lambda thing, form, **about: services.revoke_recognition(
                thing, reason=form.words(), **about
            ),
            WordsForm,
        ),
    )

    def has_change_permission(self, request, obj=None):
        return obj is None and self.has_add_permission(request)

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def state(self, recognition):
        return recognition.get_status_display()

    @admin.display(description=gettext_lazy("department"), ordering="department")
    def place(self, recognition):
        return recognition.department.code

    def editing(self, request, thing, typed):
        return Nothing() if thing else RecognitionEditing(request, typed)

    def open_steps(self, user, thing):
        found = super().open_steps(user, thing)
        reply = self.STEPS[0]
        if thing.status == RecognitionStatus.PROPOSED and user.has_perm(reply.permission, thing):
            found = {reply.name: reply, **found}
        return found

    def facts(self, recognition):
        found = [
            (_("Department"), str(recognition.department)),
            (_("Grounds"), recognition.grounds),
        ]
        if recognition.reply:
            found.append((_("The department's reply"), recognition.reply))
        if recognition.decision:
            found.append((_("Decision"), recognition.decision))
            found.append((_("Public"), _("Yes") if recognition.is_public else _("No")))
        return found
