"""A consultation, a question or a point in the editor's hands: forms in, services out."""

from typing import cast

from django.utils.translation import gettext as _

from policies import services
from policies.admin.consultation_forms import (
    ConsultationForm,
    ConsultationTextsForm,
    PointForm,
    QuestionForm,
)
from policies.models import Consultation, ConsultationTranslation, Point, Question
from portal import languages
from portal.organisation.stepped_admin import Editing


class ConsultationEditing(Editing):
    """A consultation, or a new one."""

    def __init__(self, request, consultation: Consultation | None, typed=None):
        self.user, self.consultation = request.user, consultation
        seen = typed.get("version", "") if typed is not None else ""
        self.seen_version = int(seen) if seen.isdecimal() and len(seen) < 10 else None
        instance = Consultation.objects.get(pk=consultation.pk) if consultation else Consultation()
        self.description = ConsultationForm(typed, instance=instance, user=request.user)
        known = (
            {each.language: each for each in consultation.translations.all()}
            if consultation
            else {}
        )
        self.texts = [
            ConsultationTextsForm(
                typed, instance=known.get(code) or ConsultationTranslation(), language=code
            )
            for code in languages.CODES
        ]

    def save(self) -> Consultation:
        """Keep what was changed, all or nothing. Raises Refused."""
        form, values = self.description, dict(self.description.cleaned_data)
        documents = values.pop("documents")
        if self.consultation is None:
            return services.create_consultation(
                by=self.user,
                documents=documents,
                translations={c: each for c, each in self.changed_texts().items() if each},
                **values,
            )
        return services.save_consultation(
            form.instance,
            by=self.user,
            changed=form.changed_data,
            seen_version=self.seen_version,
            documents=documents,
            translations=self.changed_texts(),
        )


class QuestionEditing:
    """A question, or a new one."""

    MOVES = ("up", "down")

    def __init__(self, request, consultation: Consultation, part: Question | None, typed=None):
        self.user, self.consultation, self.part = request.user, consultation, part
        self.description = QuestionForm(typed, instance=part or Question(consultation=consultation))
        self.forms = (self.description,)

    def title(self) -> str:
        """What the page is called."""
        return str(self.part) if self.part else _("New question")

    def is_valid(self) -> bool:
        """Whether it is well formed."""
        return self.description.is_valid()

    def save(self) -> Consultation:
        """Keep it. Raises Refused."""
        form = self.description
        services.save_question(
            form.instance, by=self.user, words=form.words(), choices=form.choices()
        )
        return self.consultation

    def act(self, step: str) -> None:
        """Move it, or take it away. Raises Refused."""
        question = cast(Question, self.part)  # a new one has no such buttons: the caller has looked
        if step == "delete":
            services.delete_question(question, by=self.user)
        else:
            services.move_question(question, by=self.user, up=step == "up")


class PointEditing:
    """A point of the answer, or a new one."""

    MOVES = ()

    def __init__(self, request, consultation: Consultation, part: Point | None, typed=None):
        self.user, self.consultation, self.part = request.user, consultation, part
        instance = part or Point(consultation=consultation)
        self.description = PointForm(typed, instance=instance, user=request.user)
        self.forms = (self.description,)

    def title(self) -> str:
        """What the page is called."""
        return str(self.part) if self.part else _("New point of the answer")

    def is_valid(self) -> bool:
        """Whether it is well formed."""
        return self.description.is_valid()

    def save(self) -> Consultation:
        """Keep it. Raises Refused."""
        form = self.description
        form.instance.edition = form.cleaned_data["document"]
        services.save_point(form.instance, by=self.user, words=form.words())
        return self.consultation

    def act(self, step: str) -> None:
        """Take it away."""
        point = cast(Point, self.part)  # a new one has no such button: the caller has looked
        services.delete_point(point, by=self.user)
