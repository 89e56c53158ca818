"""Coordination meetings: planned, their agenda drawn, attendance, minutes, decisions."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from infocenter.admin.forms import WHEN
from portal.organisation.models import Department
from portal.organisation.scoped_admin import guarded
from portal.organisation.stepped_admin import Editing
from portal.workflow import Refused
from tracking import services
from tracking.admin.tasks import TaskEditing, tasks_of
from tracking.admin.texts import WordsForm, forms_of
from tracking.admin.things import Line, Part, Section, Step, ThingAdmin, seen_version
from tracking.models import AgendaItem, Attendance, Meeting
from tracking.states.meetings import OPEN


class MeetingForm(forms.ModelForm):
    """What is said of a meeting, whatever the language."""

    invited = forms.ModelMultipleChoiceField(
        Department.objects.none(),
        required=False,
        label=gettext_lazy("Invite"),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Meeting
        fields = ("programme", "starts_at")
        widgets = {"starts_at": forms.DateTimeInput({"type": "datetime-local"}, format=WHEN)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        there = self.instance.attendance.values("invited") if self.instance.pk else []
        others = Department.objects.active().exclude(pk__in=there)
        self.fields["invited"].queryset = others  # type: ignore[attr-defined]


class MeetingEditing(Editing):
    """A meeting, or a new one."""

    def __init__(self, request, meeting: Meeting | None, typed=None):
        self.user, self.seen_version = request.user, seen_version(typed)
        thing = Meeting.objects.get(pk=meeting.pk) if meeting else Meeting()
        self.description = MeetingForm(typed, instance=thing)
        self.texts = forms_of(thing, {"name": 1, "place": 1, "minutes": 8}, typed)

    def save(self) -> Meeting:
        """Keep it. Raises Refused."""
        thing = self.description.instance
        for form in self.texts:
            for name, words in form.columns().items():
                setattr(thing, name, words)
        return services.save_meeting(
            thing,
            by=self.user,
            invited=self.description.cleaned_data["invited"],
            changed=self.description.changed_data,
            seen_version=self.seen_version,
        )


@admin.register(Meeting)
class MeetingAdmin(ThingAdmin):
    """All meetings: those who report on measures read them, too."""

    department_field = None
    deciding = "tracking.change_meeting"
    list_display = ("name", "starts_at", "state")
    list_filter = ("status",)
    search_fields = ("name_zh_hant", "name_pt", "name_en")
    parts = {
        "agenda": Part(
            AgendaItem,
            "meeting",
            gettext_lazy("New agenda item"),
            gettext_lazy("Add an agenda item"),
            services.save_agenda_item,
            services.remove_agenda_item,
            ("measure",),
            {"text": 2, "decision": 3},
            needs_text=False,
        ),
        "attendance": Part(
            Attendance,
            "meeting",
            gettext_lazy("New invitation"),
            gettext_lazy("Invite a department"),
            services.save_attendance,
            services.remove_attendance,
            ("invited", "presence", "who"),
            needs_text=False,
        ),
    }
    STEPS = (
        Step(
            "hold",
            gettext_lazy("It has taken place"),
            "tracking.change_meeting",
            lambda thing, form, **about: services.hold_meeting(thing, **about),
            is_first=True,
        ),
        Step(
            "approve",
            gettext_lazy("Approve the minutes"),
            "tracking.change_meeting",
            lambda thing, form, **about: services.approve_minutes(thing, **about),
            is_first=True,
        ),
        Step(
            "cancel",
            gettext_lazy("Cancel the meeting"),
            "tracking.change_meeting",
            lambda thing, form, **about: services.cancel_meeting(
                thing, reason=form.words(), **about
            ),
            WordsForm,
        ),
    )

    def get_urls(self):
        view = self.admin_site.admin_view
        draw, task = "<path:object_id>/draw/", "<path:object_id>/agenda/<int:part_id>/task/"
        return [
            path(draw, view(self.draw_view), name="tracking_meeting_draw"),
            path(task, view(self.task_view), name="tracking_meeting_task"),
            *super().get_urls(),
        ]

    def has_change_permission(self, request, obj=None):
        return (obj is None or obj.status in OPEN) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return (obj is None or obj.status in OPEN) and super().has_delete_permission(request, obj)

    def discard(self, request, obj):
        services.delete_meeting(obj, by=request.user)

    def editing(self, request, thing, typed):
        return MeetingEditing(request, thing, typed)

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def state(self, meeting):
        return meeting.get_status_display()

    def sections(self, request, meeting):
        may = self.has_change_permission(request, meeting)
        decides = request.user.has_perm("tracking.change_meeting", meeting)
        agenda = meeting.agenda.select_related("measure", "notice__measure")
        found = [
            Section(
                "agenda",
                _("Agenda"),
                [
                    Line(
                        " · ".join(filter(None, (str(each.measure or ""), each.text)))[:140],
                        self._part("agenda", meeting, each) if may else "",
                        each.decision[:140]
                        or (each.notice.get_level_display() if each.notice else ""),
                    )
                    for each in agenda
                ],
                self._add(may, meeting, "agenda"),
            ),
            Section(
                "attendance",
                _("Attendance"),
                [
                    Line(
                        str(each.invited),
                        self._part("attendance", meeting, each) if may else "",
                        " · ".join(filter(None, (str(each.get_presence_display()), each.who))),
                    )
                    for each in meeting.attendance.select_related("invited")
                ],
                self._add(may, meeting, "attendance"),
            ),
        ]
        for each in agenda:
            lines = tasks_of(each.action_items)
            address = reverse("admin:tracking_meeting_task", args=[meeting.pk, each.pk])
            add = (address, _("Ask a department to do something")) if decides else None
            if lines or add:
                title = _("To be done about: %(item)s") % {"item": each}
                found.append(Section(f"tasks-{each.pk}", title, lines, add))
        return found

    def page(self, request, thing, editing, steps, failed):
        answer = super().page(request, thing, editing, steps, failed)
        answer.template_name = "admin/tracking/meeting.html"
        if thing:
            answer.context_data["draw"] = self.address("draw", thing.pk)
        return answer

    def _part(self, kind, meeting, part) -> str:
        return reverse(f"admin:tracking_meeting_{kind}", args=[meeting.pk, part.pk])

    def _add(self, may, meeting, kind):
        if not may:
            return None
        address = reverse(f"admin:tracking_meeting_add_{kind}", args=[meeting.pk])
        return (address, self.parts[kind].add)

    @guarded("tracking.change_meeting")
    def part_view(self, request, meeting, kind, part_id=None):
        """An agenda item or an invitation."""
        return self.part_page(request, meeting, kind, part_id)

    @guarded("tracking.change_meeting")
    def task_view(self, request, meeting, part_id):
        """What a department is to do, as was decided on an agenda item."""
        item = get_object_or_404(meeting.agenda, pk=part_id)
        typed = request.POST if request.method == "POST" else None
        editing = TaskEditing(request, meeting, item, typed)
        if typed is not None and self.save(request, editing):
            return HttpResponseRedirect(f"{self.address('change', meeting.pk)}#agenda")
        return self.form_page(request, meeting, editing, _("New action item"))

    @guarded("tracking.change_meeting")
    def draw_view(self, request, meeting):
        """Put on the agenda what is late."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            number = services.draw_agenda(meeting, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            words = ngettext(
                "%(number)s item was put on the agenda.",
                "%(number)s items were put on the agenda.",
                number,
            )
            messages.success(request, words % {"number": number})
        return HttpResponseRedirect(f"{self.address('change', meeting.pk)}#agenda")
