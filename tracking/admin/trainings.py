"""Trainings: planned by supervisors, taken by staff."""

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from infocenter.admin.forms import WHEN
from infocenter.models import Document
from policies.models import Policy
from portal import labels
from portal.organisation.models import Department
from portal.organisation.scoped_admin import guarded
from portal.organisation.stepped_admin import Editing
from portal.workflow import Refused
from tracking import services
from tracking.admin.texts import forms_of
from tracking.admin.things import Line, Part, Section, Step, ThingAdmin, seen_version
from tracking.models import QuizQuestion, Session, Training
from tracking.states.trainings import COMING


class TrainingForm(forms.ModelForm):
    """What is said of a training, whatever the language."""

    class Meta:
        model = Training
        fields = ("policy", "pass_mark", "departments", "materials")
        widgets = {"departments": forms.CheckboxSelectMultiple}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        policies = Policy.objects.visible_to(user).prefetch_related("translations")
        published = Document.objects.filter(editions__is_current=True).prefetch_related(
            "translations"
        )
        self.fields["policy"].queryset = policies  # type: ignore[attr-defined]
        self.fields["departments"].queryset = Department.objects.active()  # type: ignore[attr-defined]
        self.fields["materials"].queryset = published.prefetch_related("translations")  # type: ignore[attr-defined]


class TrainingEditing(Editing):
    """A training, or a new one."""

    def __init__(self, request, training: Training | None, typed=None):
        self.user, self.seen_version = request.user, seen_version(typed)
        thing = Training.objects.get(pk=training.pk) if training else Training()
        self.description = TrainingForm(typed, instance=thing, user=request.user)
        self.texts = forms_of(thing, {"name": 1, "summary": 4}, typed)

    def save(self) -> Training:
        """Keep it. Raises Refused."""
        thing = self.description.instance
        for form in self.texts:
            for name, words in form.columns().items():
                setattr(thing, name, words)
        return services.save_training(
            thing,
            by=self.user,
            departments=self.description.cleaned_data["departments"],
            materials=self.description.cleaned_data["materials"],
            changed=self.description.changed_data,
            seen_version=self.seen_version,
        )


MOMENT = {"type": "datetime-local"}
PLAN = "tracking.change_training"


@admin.register(Training)
class TrainingAdmin(ThingAdmin):
    """All trainings: every member of the staff can take part."""

    department_field = None
    deciding = PLAN
    list_display = ("name", "open_shown")
    search_fields = ("name_zh_hant", "name_pt", "name_en")
    parts = {
        "session": Part(
            Session,
            "training",
            gettext_lazy("New session"),
            gettext_lazy("Add a session"),
            services.save_session,
            services.remove_session,
            ("starts_at", "ends_at", "places"),
            {"place": 1},
            {
                "starts_at": forms.DateTimeInput(MOMENT, format=WHEN),
                "ends_at": forms.DateTimeInput(MOMENT, format=WHEN),
            },
            needs_text=False,
        ),
        "question": Part(
            QuizQuestion,
            "training",
            gettext_lazy("New question"),
            gettext_lazy("Add a question"),
            services.save_question,
            services.remove_question,
            ("right",),
            {"text": 1, "options": 5},
        ),
    }
    STEPS = (
        Step(
            "open",
            gettext_lazy("Let staff sign up"),
            PLAN,
            lambda thing, form, **about: services.open_training(thing, **about),
            is_first=True,
        ),
        Step(
            "close",
            gettext_lazy("Close it"),
            PLAN,
            lambda thing, form, **about: services.close_training(thing, **about),
        ),
    )

    def get_urls(self):
        view = self.admin_site.admin_view
        came = "<path:object_id>/session/<int:part_id>/attendance/"
        return [
            path(came, view(self.attendance_view), name="tracking_training_attendance"),
            path("<path:object_id>/take/", view(self.take_view), name="tracking_training_take"),
            path(
                "<path:object_id>/certificate/",
                view(self.certificate_view),
                name="tracking_training_certificate",
            ),
            *super().get_urls(),
        ]

    def discard(self, request, obj):
        services.delete_training(obj, by=request.user)

    def editing(self, request, thing, typed):
        return TrainingEditing(request, thing, typed)

    def open_steps(self, user, thing):
        step = self.STEPS[1 if thing.is_open else 0]
        return {step.name: step} if user.has_perm(step.permission, thing) else {}

    @admin.display(description=gettext_lazy("open"), boolean=True, ordering="is_open")
    def open_shown(self, training):
        return training.is_open

    def facts(self, training):
        return [
            (str(each.department), f"{each.done} / {each.staff} ({each.percent} %)")
            for each in services.completion(training)
        ]

    def sections(self, request, training):
        may = self.has_change_permission(request, training)
        sessions = [
            Line(
                str(each),
                self._part("session", training, each) if may else "",
                f"{each.enrolments.filter(status__in=COMING).count()} / {each.places}",
            )
            for each in training.sessions.all()
        ]
        questions = [
            Line(str(each), self._part("question", training, each) if may else "")
            for each in training.questions.all()
        ]
        found = [
            Section("session", _("Sessions"), sessions, self._add(may, training, "session")),
        ]
        if may:  # nobody else sees which answer is right
            found.append(
                Section("question", _("Quiz"), questions, self._add(may, training, "question"))
            )
            attendance = [
                Line(
                    _("Attendance: %(session)s") % {"session": each},
                    reverse("admin:tracking_training_attendance", args=[training.pk, each.pk]),
                )
                for each in training.sessions.filter(starts_at__lte=timezone.now())
            ]
            found.append(Section("attendance", _("Attendance"), attendance))
        return found

    def page(self, request, thing, editing, steps, failed):
        answer = super().page(request, thing, editing, steps, failed)
        answer.template_name = "admin/tracking/training.html"
        if thing:
            answer.context_data["take"] = self.address("take", thing.pk)
        return answer

    def _part(self, kind, training, part) -> str:
        return reverse(f"admin:tracking_training_{kind}", args=[training.pk, part.pk])

    def _add(self, may, training, kind):
        if not may:
            return None
        address = reverse(f"admin:tracking_training_add_{kind}", args=[training.pk])
        return (address, self.parts[kind].add)

    @guarded(PLAN)
    def part_view(self, request, training, kind, part_id=None):
        """A session or a question."""
        return self.part_page(request, training, kind, part_id)

    @guarded(PLAN)
    def attendance_view(self, request, training, part_id):
        """Who came to a session."""
        session = get_object_or_404(training.sessions, pk=part_id)
        if request.method == "POST":
            came = [int(each) for each in request.POST.getlist("came") if each.isdecimal()]
            try:
                services.note_attendance(session, by=request.user, came=came)
            except Refused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, _("Attendance was written down."))
                return HttpResponseRedirect(self.address("change", training.pk))
        places = session.enrolments.filter(status__in=COMING).select_related("user")
        about = {"title": str(session), "training": training, "enrolments": places}
        return self._own_page(request, "attendance", about)

    @guarded("tracking.view_training")
    def take_view(self, request, training):
        """The way through a training for whoever takes it: sign up, come, answer the quiz."""
        if request.method == "POST":
            try:
                self._act(request, training)
            except Refused as refusal:
                messages.error(request, str(refusal))
            else:
                return HttpResponseRedirect(self.address("take", training.pk))
        user, language = request.user, get_language() or ""
        mine = {
            each.session_id: each
            for each in user.enrolments.filter(session__training=training, status__in=COMING)
        }
        about = {
            "title": str(training),
            "training": training,
            "certificate": user.certificates.filter(training=training).first(),
            "sessions": [(each, mine.get(each.pk)) for each in training.sessions.all()],
            "now": timezone.now(),
            "questions": [_asked(each, language) for each in training.questions.all()],
            "last": training.attempts.filter(user=user).first(),
            "chosen": request.POST,
            "materials": [
                (str(each), reverse("infocenter:document-detail", args=[each.pk]))
                for each in training.materials.filter(editions__is_current=True).prefetch_related(
                    "translations"
                )
            ],
        }
        return self._own_page(request, "take", about)

    def _act(self, request, training) -> None:
        """What the person's button says. Raises Refused."""
        step = request.POST.get("step", "")
        if step == "quiz":
            said = {
                each.pk: int(request.POST.get(f"question-{each.pk}") or 0)
                for each in training.questions.all()
                if request.POST.get(f"question-{each.pk}", "0").isdecimal()
            }
            attempt = services.take_quiz(training, user=request.user, answers=said)
            level = messages.SUCCESS if attempt.is_passed else messages.WARNING
            words = _("Passed: %(points)s %% were right.")
            if not attempt.is_passed:
                words = _("Not passed: %(points)s %% were right.")
            messages.add_message(request, level, words % {"points": attempt.points})
            return
        name, _dash, key = step.partition("-")
        session = training.sessions.filter(pk=int(key) if key.isdecimal() else 0).first()
        if session is None or name not in ("up", "off"):
            raise Http404
        take = services.sign_up if name == "up" else services.sign_off
        take(session, user=request.user)
        messages.success(request, _("Your place is yours.") if name == "up" else _("Done."))

    @guarded("tracking.view_training")
    def certificate_view(self, request, training):
        """The person's own certificate, to print."""
        certificate = request.user.certificates.filter(training=training).first()
        if certificate is None:
            raise Http404
        page = reverse("tracking:certificates")
        check = request.build_absolute_uri(f"{page}?number={certificate.number}")
        about = {
            "title": _("Certificate"),
            "training": training,
            "certificate": certificate,
            "day": date_format(timezone.localtime(certificate.issued_at)),
            "check": check,
        }
        return self._own_page(request, "certificate", about)

    def _own_page(self, request, name: str, about: dict):
        context = {**self.admin_site.each_context(request), "opts": self.opts, **about}
        return TemplateResponse(request, f"admin/tracking/training_{name}.html", context)


def _asked(question: QuizQuestion, language: str) -> tuple[QuizQuestion, str, list[str]]:
    """A question and its answers in the language of the interface, or the best other."""
    answers = labels.label(question, "options", language)
    return (question, labels.label(question, "text", language), services.options(answers))
