"""What was known of each measure, and from when until when: any past day can be told again."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.organisation.models import Department
from tracking.models.measures import Measure
from tracking.progress import Norms
from tracking.querysets import StandingManager
from tracking.states.notices import PublicLevel


class Standing(models.Model):
    """What is known of a measure between two moments. Its health on a day follows from this alone.

    A row is added whenever a plan or what is verified changes; the one before only gets its end.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="standings")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    known_from = models.DateTimeField()
    known_to = models.DateTimeField(null=True)  # up to, and not including; None: until now
    start = models.DateField()
    due = models.DateField()
    original_due = models.DateField()
    progress = models.PositiveSmallIntegerField()
    at_risk_from = models.DateField()  # if nothing is heard of it
    reported_to = models.DateField(null=True)  # the end of the last period with a report
    completed_on = models.DateField(null=True)
    milestones = models.JSONField()  # [{"id", "weight", "due", "percent", "reached_on"}, ...]

    objects = StandingManager()

    class Meta:
        default_permissions = ()
        ordering = ["measure", "known_from", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure"], condition=Q(known_to=None), name="one_standing_of_a_measure_now"
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="standing_at_most_whole"),
        ]
        indexes = [models.Index(fields=["measure", "known_from"], name="standings_by_time")]

    def __str__(self):
        return f"{self.measure}: {self.progress} %"

    @property
    def owner(self):
        return self.measure


class NormsInForce(models.Model):
    """What counts as on track here: one row."""

    margin = models.PositiveSmallIntegerField(
        _("margin"),
        default=Norms.margin,
        validators=[MaxValueValidator(100)],
        help_text=_(
            "Points by which planned progress may lead the actual one before a measure is at risk."
        ),
    )
    report_months = models.PositiveSmallIntegerField(
        _("months of a report"),
        default=Norms.report_months,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    report_days = models.PositiveSmallIntegerField(
        _("days for a report"),
        default=Norms.report_days,
        validators=[MaxValueValidator(180)],
        help_text=_("After the end of its months, before it is missing."),
    )
    public_level = models.PositiveSmallIntegerField(
        _("notices that residents see"),
        choices=PublicLevel,
        default=PublicLevel.FORMAL,
    )

    class Meta:
        verbose_name = _("norms")
        verbose_name_plural = _("norms")
        default_permissions = ("view", "change")

    def __str__(self):
        return str(_("norms"))

    def as_norms(self) -> Norms:
        """The same, for computing."""
        return Norms(self.margin, self.report_months, self.report_days)
