"""What residents respond to a consultation. Their own words are sealed; choices are counted."""

from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policies.models.consultations import Choice, Consultation, Question
from policies.querysets import ResponseManager
from policies.states.consultations import ResponseStatus
from portal import languages, sealing


@dataclass(frozen=True)
class Respondent:
    """Who responds; all of it may be left empty."""

    name: str = ""
    organisation: str = ""
    email: str = ""


class Response(models.Model):
    """One response. Whoever sent it can change it until the consultation closes."""

    consultation = models.ForeignKey(
        Consultation,
        verbose_name=_("consultation"),
        on_delete=models.PROTECT,
        related_name="responses",
    )
    number = models.CharField(_("number"), max_length=20, unique=True)
    submission = models.CharField(max_length=64, unique=True, editable=False)  # a hash
    code = models.CharField(max_length=128, editable=False)  # a hash
    language = models.CharField(_("language"), max_length=10, choices=languages.LANGUAGES)
    status = models.CharField(
        _("state"), max_length=12, choices=ResponseStatus, default=ResponseStatus.COUNTED
    )
    person = models.TextField(editable=False, blank=True)  # sealed; empty once forgotten
    mark = models.CharField(max_length=64, blank=True, editable=False)  # alike for the same words
    may_publish = models.BooleanField(
        _("may be published"), default=False, help_text=_("The resident has said so.")
    )
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_name = models.CharField(_("name, masked"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[ResponseManager] = ResponseManager()

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        ordering = ["-sent_at", "-id"]
        default_permissions = ("view", "change")
        indexes = [
            models.Index(fields=["consultation", "status"], name="responses_by_status"),
            models.Index(fields=["consultation", "mark"], name="responses_alike"),
        ]

    def __str__(self):
        return self.number

    @property
    def owner(self):
        return self.consultation

    def respondent(self) -> Respondent:
        """Who sent it; for those who may see responses, and for the sender."""
        return Respondent(**sealing.unseal(self.person)) if self.person else Respondent()


class Reply(models.Model):
    """What a response says to a question: a choice (or several rows), a value, or words."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="replies")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="replies")
    choice = models.ForeignKey(
        Choice, null=True, blank=True, on_delete=models.PROTECT, related_name="replies"
    )
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    sealed = models.TextField(blank=True, editable=False)
    published = models.TextField(blank=True)  # as everybody may read it

    objects: ClassVar["models.Manager[Reply]"]

    class Meta:
        default_permissions = ()
        ordering = ["question__position", "question_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question", "choice"], name="one_reply_of_each_choice"
            )
        ]

    def __str__(self):
        return f"{self.response_id}: {self.question_id}"

    @property
    def owner(self):
        return self.response

    def words(self) -> str:
        """What was said in own words; for those who may see responses, and for the sender."""
        return sealing.unseal(self.sealed) if self.sealed else ""
