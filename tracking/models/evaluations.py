"""Evaluations: whether a policy works, by criteria with scores, and what was found."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from policies.models import Policy
from portal.organisation.models import Department
from portal.workflow import may_follow
from tracking.models.measures import Measure
from tracking.querysets import EvaluationManager
from tracking.states.evaluations import (
    EVALUATION_TRANSITIONS,
    EvaluationStatus,
    FindingKind,
    Score,
)


class Evaluation(models.Model):
    """A look back at a policy over some time. Residents read it once it is published."""

    policy = models.ForeignKey(
        Policy, verbose_name=_("policy"), on_delete=models.PROTECT, related_name="evaluations"
    )
    department = models.ForeignKey(
        Department,
        verbose_name=_("evaluated by"),
        on_delete=models.PROTECT,
        related_name="evaluations",
    )
    name = models.CharField(_("name"), max_length=300)
    summary = models.TextField(_("summary"), blank=True)
    method = models.TextField(_("method"), blank=True, help_text=_("What was looked at, and how."))
    period_start = models.DateField(_("from"))
    period_end = models.DateField(_("to"))
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=EvaluationStatus,
        default=EvaluationStatus.DRAFT,
        editable=False,
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )

    objects: ClassVar[EvaluationManager] = EvaluationManager()

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        ordering = ["-period_end", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")),
                name="evaluation_ends_after_it_begins",
                violation_error_message=_("It can't end before it begins."),
            )
        ]
        permissions = [("publish_evaluation", "Can publish an evaluation, and withdraw it")]

    def __str__(self):
        return self.name

    def next_steps(self) -> list[str]:
        """Names of the moves that are open now, whoever asks."""
        return may_follow(EVALUATION_TRANSITIONS, self.status)

    def score(self) -> float | None:
        """The weighted mean of the scores, on the scale of each; None if nothing is scored."""
        scored = [(each.weight, each.score) for each in self.criteria.all() if each.score]
        weights = sum(weight for weight, _score in scored)
        return sum(weight * score for weight, score in scored) / weights if weights else None


class Criterion(models.Model):
    """A question that the evaluation asks, and how well the policy does by it."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="criteria")
    name = models.CharField(_("name"), max_length=200)
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=1, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    score = models.PositiveSmallIntegerField(_("score"), choices=Score, null=True, blank=True)
    grounds = models.TextField(_("grounds"), blank=True)
    position = models.PositiveIntegerField(default=0, editable=False)

    objects: ClassVar["models.Manager[Criterion]"]

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        default_permissions = ()
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=1, score__lte=5), name="score_on_its_scale"
            ),
            models.CheckConstraint(condition=Q(weight__gte=1), name="criterion_weighs_something"),
        ]

    def __str__(self):
        return self.name

    @property
    def owner(self):
        return self.evaluation


class Finding(models.Model):
    """What an evaluation found; a weakness asks for corrective actions."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="findings")
    kind = models.CharField(_("kind"), max_length=10, choices=FindingKind)
    measure = models.ForeignKey(
        Measure,
        verbose_name=_("measure"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="findings",
    )
    text = models.TextField(_("finding"))
    position = models.PositiveIntegerField(default=0, editable=False)

    objects: ClassVar["models.Manager[Finding]"]

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        default_permissions = ()
        ordering = ["position", "id"]

    def __str__(self):
        return self.text[:80]

    @property
    def owner(self):
        return self.evaluation
