"""Matters that residents bring. What is said in them is sealed: only handlers can read it."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from infocenter.models import Topic
from policies.deadlines import Pause, PauseReason
from policies.querysets import CaseManager
from policies.states.cases import OPEN, CaseKind, CaseStatus, Channel, Direction, Purpose
from portal import languages, sealing
from portal.organisation.models import Department


@dataclass(frozen=True)
class Person:
    """Who brings a matter; all of it may be left empty."""

    name: str = ""
    email: str = ""
    phone: str = ""
    credit: str = ""  # by which name the person wants to be thanked in public


class Case(models.Model):
    """One matter from a resident, from its receipt to the resident's word on the answer."""

    number = models.CharField(_("number"), max_length=20, unique=True)
    submission = models.CharField(max_length=64, unique=True, editable=False)  # a hash
    code = models.CharField(max_length=128, editable=False)  # a hash
    kind = models.CharField(_("kind"), max_length=20, choices=CaseKind)
    status = models.CharField(
        _("state"), max_length=20, choices=CaseStatus, default=CaseStatus.RECEIVED
    )
    channel = models.CharField(_("came by"), max_length=10, choices=Channel, default=Channel.WEB)
    language = models.CharField(_("language"), max_length=10, choices=languages.LANGUAGES)
    department = models.ForeignKey(
        Department,
        verbose_name=_("department"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases",
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("officer"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases",
    )
    about_kind = models.CharField(max_length=20, blank=True)  # a public thing, as search calls it
    about_id = models.PositiveBigIntegerField(null=True, blank=True)
    about_place = models.CharField(max_length=200, blank=True)  # in it, as its address goes on
    person = models.TextField(editable=False, blank=True)  # sealed; empty once forgotten
    subject = models.TextField(editable=False, blank=True)  # sealed; empty once forgotten
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    acknowledged_at = models.DateTimeField(_("acknowledged"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    is_extended = models.BooleanField(_("extended"), default=False)
    is_suspect = models.BooleanField(
        _("in quarantine"), default=False, help_text=_("It may be spam: an officer decides.")
    )
    rating = models.PositiveSmallIntegerField(_("rating"), null=True, blank=True)
    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    may_publish = models.BooleanField(
        _("answer may be published"), default=False, help_text=_("The resident has said so.")
    )
    reopened_at = models.DateTimeField(_("reopened"), null=True, blank=True)
    forgotten_at = models.DateTimeField(_("people forgotten"), null=True, blank=True)
    split_from = models.ForeignKey(
        "self", verbose_name=_("split from"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="parts",
    )  # fmt: skip
    merged_into = models.ForeignKey(
        "self", verbose_name=_("answered with"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="merged",
    )  # fmt: skip
    version = models.PositiveIntegerField(default=1, editable=False)  # one more at each change

    objects: ClassVar[CaseManager] = CaseManager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["-received_at"]
        indexes = [models.Index(fields=["department", "status"], name="cases_of_departments")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rating=None) | models.Q(rating__range=(1, 5)),
                name="case_ratings_from_1_to_5",
            )
        ]

    def __str__(self):
        return self.number

    @property
    def received_on(self) -> date:
        """The day of receipt, where the offices are."""
        return timezone.localtime(self.received_at).date()

    @property
    def counted_from(self) -> date:
        """The day from which the answer's period runs: of receipt, or of reopening."""
        return timezone.localtime(self.reopened_at or self.received_at).date()

    @property
    def is_open(self) -> bool:
        """Whether it waits for somebody."""
        return self.status in OPEN

    def words(self) -> str:
        """The subject as the resident wrote it; for handlers and the resident only."""
        return sealing.unseal(self.subject) if self.subject else ""

    def resident(self) -> Person:
        """Who brought it; for handlers and the resident only."""
        return Person(**sealing.unseal(self.person)) if self.person else Person()

    def seal(self, person: Person, subject: str) -> None:
        """Keep who brought it and what it is about, sealed."""
        self.person, self.subject = sealing.seal(asdict(person)), sealing.seal(subject)


class Matter(Case):
    """A case as whoever oversees all departments knows it: where it is and by when, no words."""

    class Meta:
        proxy = True
        verbose_name = _("matter in the register")
        verbose_name_plural = _("register of matters")
        default_permissions = ("view", "change")  # change: send it to another department


class Message(models.Model):
    """Something that was said in a case, or noted about it. Never changed."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="messages")
    direction = models.CharField(_("direction"), max_length=20, choices=Direction)
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose, default=Purpose.MATTER)
    submission = models.CharField(max_length=64, blank=True, editable=False)  # a hash
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    sealed = models.TextField(editable=False)
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects: ClassVar["models.Manager[Message]"]

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=~models.Q(submission=""),
                name="one_message_of_each_submission",
            )
        ]

    def __str__(self):
        return f"{self.case_id}: {self.get_direction_display()}"

    @property
    def owner(self) -> Case:
        """The whole that this is a part of: it says to which department it belongs."""
        return self.case

    def words(self) -> str:
        """What was said; for handlers, and for the resident unless it is internal."""
        return sealing.unseal(self.sealed) if self.sealed else ""


class CasePause(models.Model):
    """Days on which the clock of a case stands still, and why."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="pauses")
    reason = models.CharField(
        _("reason"),
        max_length=20,
        choices=PauseReason,
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar["models.Manager[CasePause]"]

    class Meta:
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(until=None), name="one_open_pause_per_case"
            )
        ]

    def __str__(self):
        return f"{self.case_id}: {self.get_reason_display()}"

    @property
    def owner(self) -> Case:
        """The whole that this is a part of."""
        return self.case

    def as_pause(self) -> Pause:
        """As deadlines are computed with."""
        return Pause(self.reason, self.since, self.until)
