"""Indicators: what shows whether a measure works, from a baseline to a target, as observed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracking.models.measures import Measure
from tracking.querysets import ObservationQuerySet


class Indicator(models.Model):
    """A quantity that a measure should bring from its baseline to its target."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="indicators")
    name = models.CharField(_("name"), max_length=300)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    baseline = models.DecimalField(_("baseline"), max_digits=18, decimal_places=4)
    baseline_on = models.DateField(_("baseline of"), null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=18, decimal_places=4)
    target_on = models.DateField(_("target for"), null=True, blank=True)
    position = models.PositiveIntegerField(_("place"), default=0, editable=False)

    objects: ClassVar["models.Manager[Indicator]"]

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        default_permissions = ()
        ordering = ["position", "id"]

    def __str__(self):
        return self.name

    @property
    def owner(self):
        return self.measure


class Observation(models.Model):
    """A value of an indicator on a day. A wrong one is replaced by another, never changed."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="observations")
    on = models.DateField(_("on"))
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    source = models.CharField(_("source"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    replaced_at = models.DateTimeField(null=True, blank=True, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )

    objects = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        default_permissions = ()
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "on"],
                condition=models.Q(replaced_at=None),
                name="one_value_of_an_indicator_a_day",
            )
        ]

    def __str__(self):
        return f"{self.on}: {self.value}"

    @property
    def owner(self):
        return self.indicator.measure
