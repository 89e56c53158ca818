"""The periods that the law or the operator sets for answering, as data."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from policies.deadlines import PauseReason, Unit
from policies.states.cases import CaseKind
from portal.calendar.working_days import CalendarName
from portal.organisation.models import Department


class DeadlineProfile(models.Model):
    """The practice of a jurisdiction. The active one holds; without one, the portal's periods."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    calendar = models.CharField(_("calendar"), max_length=20, choices=CalendarName)
    is_active = models.BooleanField(_("active"), default=False)
    consultation_days = models.PositiveSmallIntegerField(
        _("days that a consultation lasts at least"), null=True, blank=True
    )
    consultation_source = models.TextField(
        _("source of these days"),
        blank=True,
        help_text=_("Where the operator can look it up. To be confirmed by the operator."),
    )

    objects: ClassVar["models.Manager[DeadlineProfile]"]

    class Meta:
        verbose_name = _("set of deadlines")
        verbose_name_plural = _("sets of deadlines")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_active"],
                condition=models.Q(is_active=True),
                name="one_active_set_of_deadlines",
            )
        ]

    def __str__(self):
        return self.name

    def validate_constraints(self, exclude=None):
        """Another active one is no mistake: saving this one takes its place."""
        super().validate_constraints({*(exclude or ()), "is_active"})


class Effect(models.TextChoices):
    """What a pause does to the clock."""

    NONE = "none", _("nothing")
    STOPS = "stops", _("the clock stands still")
    RESTARTS = "restarts", _("the clock begins anew")


class DeadlineRule(models.Model):
    """The periods for one kind of matter, or all; of one department, or all."""

    profile = models.ForeignKey(
        DeadlineProfile,
        verbose_name=_("set of deadlines"),
        on_delete=models.CASCADE,
        related_name="rules",
    )
    kind = models.CharField(
        _("kind of matter"),
        max_length=20,
        choices=CaseKind,
        blank=True,
        help_text=_("Empty: all kinds that have no rule of their own."),
    )
    department = models.ForeignKey(
        Department,
        verbose_name=_("department"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        help_text=_("Empty: all departments that have no rule of their own."),
    )
    unit = models.CharField(_("counted in"), max_length=10, choices=Unit, default=Unit.WORKING)
    acknowledge = models.PositiveSmallIntegerField(_("days to acknowledge"), default=2)
    refer = models.PositiveSmallIntegerField(
        _("days to refer it to the department in charge"), null=True, blank=True
    )
    answer = models.PositiveSmallIntegerField(_("days to answer"), default=20)
    extension = models.PositiveSmallIntegerField(_("days of the one extension"), default=0)
    on_resident = models.CharField(
        _("while the resident is asked"), max_length=10, choices=Effect, default=Effect.STOPS
    )
    on_incomplete = models.CharField(
        _("when what was missing has come"), max_length=10, choices=Effect, default=Effect.STOPS
    )
    on_third_party = models.CharField(
        _("while others are consulted"), max_length=10, choices=Effect, default=Effect.NONE
    )
    legal_basis = models.TextField(_("legal basis"), blank=True)
    source = models.TextField(
        _("source"), blank=True, help_text=_("Where the operator can look it up.")
    )
    is_confirmed = models.BooleanField(
        _("confirmed by the operator"),
        default=False,
        help_text=_("Until then staff and residents read that it is to be confirmed."),
    )

    objects: ClassVar["models.Manager[DeadlineRule]"]

    class Meta:
        verbose_name = _("deadline rule")
        verbose_name_plural = _("deadline rules")
        ordering = ["profile", "kind", "department"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "kind", "department"], name="one_deadline_rule_by_department"
            ),
            models.UniqueConstraint(
                fields=["profile", "kind"],
                condition=models.Q(department=None),
                name="one_deadline_rule_for_all_departments",
            ),
        ]

    def __str__(self):
        kind = self.get_kind_display() or _("All kinds")
        return f"{self.profile} · {kind}" + (f" · {self.department}" if self.department else "")

    def reasons(self, effect: str) -> frozenset[str]:
        """The reasons of a pause that have this effect."""
        effects = {
            PauseReason.RESIDENT: self.on_resident,
            PauseReason.INCOMPLETE: self.on_incomplete,
            PauseReason.THIRD_PARTY: self.on_third_party,
        }
        return frozenset(reason for reason, each in effects.items() if each == effect)
