"""Measures: one task each, in milestones whose weights add up; and how their dates were moved."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.organisation.models import Department
from tracking.models.programmes import Phase, Programme
from tracking.querysets import MeasureManager, MilestoneQuerySet


class Measure(models.Model):
    """One task of a programme. How it stands is said by its `Standing`."""

    programme = models.ForeignKey(
        Programme,
        verbose_name=_("programme"),
        on_delete=models.PROTECT,
        related_name="measures",
    )
    phase = models.ForeignKey(
        Phase,
        verbose_name=_("phase"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="measures",
    )
    number = models.CharField(
        _("number"), max_length=20, help_text=_("Unique within the programme, such as 2.1.")
    )
    department = models.ForeignKey(
        Department,
        verbose_name=_("lead department"),
        on_delete=models.PROTECT,
        related_name="measures",
    )
    supporting = models.ManyToManyField(
        Department,
        verbose_name=_("supporting departments"),
        blank=True,
        related_name="supported_measures",
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who answers for it in the department. Residents don't see this."),
    )
    depends_on = models.ManyToManyField(
        "self",
        verbose_name=_("depends on"),
        symmetrical=False,
        blank=True,
        related_name="needed_by",
    )
    name = models.CharField(_("name"), max_length=300)
    description = models.TextField(_("what is done"), blank=True)
    start = models.DateField(_("begins"))
    due = models.DateField(_("last day"))
    original_start = models.DateField(editable=False)
    original_due = models.DateField(editable=False)
    position = models.PositiveIntegerField(_("place"), default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[MeasureManager] = MeasureManager()

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["programme", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"],
                name="measure_number_unique_within_programme",
                violation_error_message=_("This programme already has a measure of this number."),
            ),
            models.CheckConstraint(
                condition=Q(due__gte=F("start")),
                name="measure_ends_after_it_begins",
                violation_error_message=_("It can't end before it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.name}".strip()

    def planned_milestones(self):
        """Those of its plan as it is now, in their order."""
        return Milestone.objects.current().filter(measure=self)


class Milestone(models.Model):
    """A step of a measure: its share of the whole, and its last day."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="milestones")
    name = models.CharField(_("name"), max_length=300)
    weight = models.PositiveSmallIntegerField(
        _("weight"),
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Points of the measure's 100."),
    )
    due = models.DateField(_("last day"))
    original_due = models.DateField(editable=False)
    position = models.PositiveIntegerField(_("place"), default=0, editable=False)
    percent = models.PositiveSmallIntegerField(default=0, editable=False)  # as verified last
    reached_on = models.DateField(null=True, blank=True, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)  # from the plan

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        default_permissions = ()
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=100), name="milestone_weighs_something"
            ),
            models.CheckConstraint(condition=Q(percent__lte=100), name="milestone_at_most_whole"),
        ]

    def __str__(self):
        return self.name

    @property
    def owner(self):
        return self.measure


class DateChange(models.Model):
    """A date that was moved after residents could read it, and why. Never changed."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="date_changes")
    milestone = models.ForeignKey(
        Milestone, null=True, on_delete=models.CASCADE, related_name="date_changes"
    )
    field = models.CharField(max_length=8, choices=[("start", _("begins")), ("due", _("last day"))])
    before = models.DateField()
    after = models.DateField()
    reason = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar["models.Manager[DateChange]"]

    class Meta:
        default_permissions = ()
        ordering = ["-at", "-id"]

    def __str__(self):
        return f"{self.measure}: {self.before} → {self.after}"

    @property
    def owner(self):
        return self.measure

    @property
    def days(self) -> int:
        """By how many days it was moved; less than 0 when it was brought forward."""
        return (self.after - self.before).days
