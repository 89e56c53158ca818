"""What officers work with: drafts of answers, ready-made answers, and where matters are sent."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from infocenter.models import Topic
from policies.models.cases import Case
from policies.states.cases import CaseKind
from portal import sealing
from portal.organisation.models import Department


class AnswerDraft(models.Model):
    """The answer to a case while it is written, and while it waits for approval."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="draft")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sealed = models.TextField(editable=False)
    changed_at = models.DateTimeField(_("last change"), default=timezone.now)
    waits = models.BooleanField(_("waits for approval"), default=False)

    objects: ClassVar["models.Manager[AnswerDraft]"]

    class Meta:
        verbose_name = _("draft of an answer")
        verbose_name_plural = _("drafts of answers")
        default_permissions = ()

    def __str__(self):
        return f"{self.case_id}"

    @property
    def owner(self) -> Case:
        """The whole that this is a part of."""
        return self.case

    def words(self) -> str:
        """The answer as it stands."""
        return sealing.unseal(self.sealed)


class Practice(models.Model):
    """How a department handles its cases."""

    department = models.OneToOneField(
        Department, verbose_name=_("department"), on_delete=models.CASCADE, related_name="practice"
    )
    approves_answers = models.BooleanField(
        _("answers need approval"),
        default=False,
        help_text=_("Somebody else who may approve answers reads each before it is sent."),
    )

    objects: ClassVar["models.Manager[Practice]"]

    class Meta:
        verbose_name = _("practice of a department")
        verbose_name_plural = _("practices of departments")

    def __str__(self):
        return str(self.department)


class CannedAnswer(models.Model):
    """Words that fit many answers, in several languages. Officers put them into their drafts."""

    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"))
    kind = models.CharField(_("kind"), max_length=20, choices=CaseKind, blank=True)
    department = models.ForeignKey(
        Department, verbose_name=_("department"), on_delete=models.CASCADE, related_name="+"
    )

    objects: ClassVar["models.Manager[CannedAnswer]"]

    class Meta:
        verbose_name = _("ready-made answer")
        verbose_name_plural = _("ready-made answers")
        ordering = ["title"]

    def __str__(self):
        return self.title


class RoutingRule(models.Model):
    """To which department a matter goes by itself. What is left empty fits everything."""

    position = models.PositiveSmallIntegerField(
        _("position"), default=100, help_text=_("The first rule that fits decides.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=CaseKind, blank=True)
    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), null=True, blank=True, on_delete=models.CASCADE,
        related_name="+",
    )  # fmt: skip
    page = models.CharField(
        _("came from a page of"), max_length=20, blank=True, help_text=_("Such as: document.")
    )
    owner_department = models.ForeignKey(
        Department, verbose_name=_("the page belongs to"), null=True, blank=True,
        on_delete=models.CASCADE, related_name="+",
    )  # fmt: skip
    department = models.ForeignKey(
        Department, verbose_name=_("goes to"), on_delete=models.CASCADE, related_name="+"
    )

    objects: ClassVar["models.Manager[RoutingRule]"]

    class Meta:
        verbose_name = _("routing rule")
        verbose_name_plural = _("routing rules")
        ordering = ["position", "pk"]

    def __str__(self):
        return f"{self.position}: {self.department}"
