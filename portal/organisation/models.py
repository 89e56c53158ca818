"""Departments, members, and the leadership group."""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.organisation.querysets import DepartmentManager
from portal.organisation.roles import role_name


class Department(models.Model):
    """A unit that owns content, cases and measures. Departments form a tree."""

    code = models.CharField(
        _("code"),
        max_length=12,
        unique=True,
        validators=[
            RegexValidator(
                r"^[A-Z][A-Z0-9-]*$", _("Capital letters, digits and hyphens, such as IC.")
            )
        ],
        help_text=_("Short and permanent, such as IC. It is part of addresses."),
    )
    name = models.CharField(_("name"), max_length=200)
    description = models.TextField(_("what it does"), blank=True)
    duties = models.TextField(
        _("duties"),
        blank=True,
        help_text=_("What it answers for in the leadership group's work. A line for each duty."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    website = models.URLField(_("website"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("active"), default=True)

    objects: ClassVar[DepartmentManager] = DepartmentManager()

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["position", "code"]
        permissions = [("act_everywhere", "Can act in all departments, not only the own one")]

    def __str__(self):
        return self.name or self.code

    def clean(self):
        """Refuse a circle in the tree."""
        above = self.parent
        while above is not None:
            if above.pk == self.pk and self.pk is not None:
                raise ValidationError({"parent": _("A department can't be part of itself.")})
            above = above.parent


class Role(Group):
    """A group of permissions, called what people call the role in the language of the interface."""

    class Meta:
        proxy = True
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        default_permissions = ()  # those of the group hold

    def __str__(self):
        return role_name(self.name)


class Member(models.Model):
    """A user's place in a department, with a role. A user may have several."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    department = models.ForeignKey(
        Department, verbose_name=_("department"), on_delete=models.PROTECT, related_name="members"
    )
    role = models.ForeignKey(
        Role, verbose_name=_("role"), on_delete=models.PROTECT, related_name="members"
    )

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "department", "role"], name="one_membership_per_role"
            )
        ]

    def __str__(self):
        return f"{self.user} · {self.department} · {self.role}"


class Position(models.TextChoices):
    """Places in the leadership group."""

    HEAD = "head", _("Head")
    DEPUTY = "deputy", _("Deputy head")
    MEMBER = "member", _("Member")


class LeadershipSeat(models.Model):
    """A person's seat in the leadership group, which sees all and decides what is escalated."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="leadership_seat",
    )
    position = models.CharField(_("position"), max_length=10, choices=Position)
    name = models.CharField(
        _("name"),
        max_length=100,
        blank=True,
        help_text=_("As residents read it. Without one the seat isn't shown to them."),
    )
    post = models.CharField(
        _("post"), max_length=200, blank=True, help_text=_("Such as: Director of Public Works.")
    )
    duties = models.TextField(
        _("duties"), blank=True, help_text=_("What this person looks after. A line for each duty.")
    )
    unit = models.ForeignKey(
        Department,
        verbose_name=_("department"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="seats",
        help_text=_("The one that this person stands for in the group, if any."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("seat in the leadership group")
        verbose_name_plural = _("leadership group")
        constraints = [
            models.UniqueConstraint(
                fields=["position"],
                condition=models.Q(position="head"),
                name="one_head_of_the_leadership_group",
            )
        ]

    def __str__(self):
        return f"{self.get_position_display()}: {self.user}"


class WorkCalendar(models.Model):
    """A member's secret address of a department's work plan, for the calendar of a telephone."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="work_calendars"
    )
    department = models.ForeignKey(
        Department, on_delete=models.CASCADE, related_name="work_calendars"
    )
    nonce = models.CharField(max_length=32)  # another one, another address

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["user", "department"], name="one_work_calendar_of_a_department"
            )
        ]

    def __str__(self):
        return f"{self.user} · {self.department}"
