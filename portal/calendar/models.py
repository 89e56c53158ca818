"""The days on which the operator's offices are open or closed in their own way."""

from typing import ClassVar

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


class SpecialDay(models.Model):
    """A day that the calendar of holidays doesn't know, or knows otherwise."""

    day = models.DateField(_("day"), unique=True)
    is_working = models.BooleanField(
        _("offices are open"),
        default=False,
        help_text=_("Closed days don't count for deadlines; open ones do, also on a weekend."),
    )
    name = models.CharField(
        _("reason"),
        max_length=200,
        help_text=_("Residents read it where a deadline is explained, such as “Typhoon”."),
    )

    objects: ClassVar["models.Manager[SpecialDay]"]

    class Meta:
        verbose_name = _("special day")
        verbose_name_plural = _("special days")
        ordering = ["-day"]

    def __str__(self):
        return f"{date_format(self.day)} {self.name}"
