"""Trainings of staff on a policy: sessions, sign-up, attendance, a quiz, certificates."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from infocenter.models import Document
from policies.models import Policy
from portal.organisation.models import Department
from tracking.querysets import TrainingManager
from tracking.states.trainings import EnrolmentStatus

CODE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without letters that are misread
CODE_LENGTH = 12


def new_code() -> str:
    """A number of a certificate, which nobody guesses."""
    return "".join(secrets.choice(CODE) for _each in range(CODE_LENGTH))


class Training(models.Model):
    """What staff of some departments learn about a policy. All staff can read of it."""

    policy = models.ForeignKey(
        Policy, verbose_name=_("policy"), on_delete=models.PROTECT, related_name="trainings"
    )
    name = models.CharField(_("name"), max_length=300)
    summary = models.TextField(_("summary"), blank=True)
    materials = models.ManyToManyField(
        Document, verbose_name=_("materials"), blank=True, related_name="trainings"
    )
    departments = models.ManyToManyField(
        Department,
        verbose_name=_("for whom"),
        related_name="trainings",
        help_text=_("Completion is counted in these departments."),
    )
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark"),
        default=80,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Percent of the quiz's questions that must be right."),
    )
    is_open = models.BooleanField(_("open"), default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )

    objects: ClassVar[TrainingManager] = TrainingManager()

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainings")
        ordering = ["-id"]

    def __str__(self):
        return self.name


class Session(models.Model):
    """When and where a training is held."""

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=300, blank=True)
    places = models.PositiveSmallIntegerField(
        _("places"), default=30, validators=[MinValueValidator(1)]
    )

    objects: ClassVar["models.Manager[Session]"]

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        default_permissions = ()
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_it_begins",
                violation_error_message=_("It can't end before it begins."),
            )
        ]

    def __str__(self):
        when = timezone.localtime(self.starts_at)
        return f"{when:%Y-%m-%d %H:%M} {self.place}".strip()

    @property
    def owner(self):
        return self.training


class Enrolment(models.Model):
    """A person's place in a session, and whether the person came."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="enrolments")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments"
    )
    status = models.CharField(
        max_length=10, choices=EnrolmentStatus, default=EnrolmentStatus.SIGNED_UP
    )
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar["models.Manager[Enrolment]"]

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        default_permissions = ()
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["session", "user"], name="one_place_for_a_person")
        ]

    def __str__(self):
        return f"{self.user}: {self.session}"

    @property
    def owner(self):
        return self.session

    def get_who(self) -> str:
        """The person's name as staff write it."""
        return self.user.get_full_name() or self.user.get_username()


class QuizQuestion(models.Model):
    """A question with some answers, of which some are right."""

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(_("question"), max_length=500)
    options = models.TextField(_("answers"), help_text=_("One in each line, in every language."))
    right = models.PositiveSmallIntegerField(
        _("right answer"), validators=[MinValueValidator(1)], help_text=_("Its line, from 1.")
    )
    position = models.PositiveIntegerField(default=0, editable=False)

    objects: ClassVar["models.Manager[QuizQuestion]"]

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("quiz")
        default_permissions = ()
        ordering = ["position", "id"]

    def __str__(self):
        return self.text

    @property
    def owner(self):
        return self.training


class QuizAttempt(models.Model):
    """How somebody did in the quiz: points of 100."""

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="attempts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    points = models.PositiveSmallIntegerField()
    is_passed = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar["models.Manager[QuizAttempt]"]

    class Meta:
        default_permissions = ()
        ordering = ["-at", "-id"]

    def __str__(self):
        return f"{self.points} %"

    @property
    def owner(self):
        return self.training


class Certificate(models.Model):
    """Somebody has completed a training. Who holds its number can check it."""

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="certificates")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="certificates"
    )
    name = models.CharField(max_length=200)  # of the person, as it was then
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_code)
    issued_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar["models.Manager[Certificate]"]

    class Meta:
        default_permissions = ()
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["training", "user"], name="one_certificate_of_a_training"
            )
        ]

    def __str__(self):
        return self.number

    @property
    def owner(self):
        return self.training

    @property
    def number(self) -> str:
        """Its number in groups that people can read out."""
        return "-".join(self.code[n : n + 4] for n in range(0, CODE_LENGTH, 4))
