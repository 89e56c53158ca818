"""How often something is searched for: counts of questions, never of persons."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from infocenter.models.search import SearchEntry
from infocenter.querysets import SearchCountManager

LONGEST_QUESTION = 80


class SearchCount(models.Model):
    """A question in one week. It can be read only once it was asked often, on several days."""

    week = models.DateField(_("week from"))  # its Monday
    digest = models.CharField(max_length=64)  # of the question's key, with the portal's secret
    question = models.CharField(_("question"), max_length=LONGEST_QUESTION, blank=True)
    asked = models.PositiveIntegerField(_("asked"), default=0)
    opened = models.PositiveIntegerField(_("results opened"), default=0)
    days = models.PositiveSmallIntegerField(_("days"), default=0)
    last_day = models.DateField(null=True)
    found = models.PositiveIntegerField(_("found"), null=True)  # None: the clock hasn't looked yet

    objects = SearchCountManager()

    class Meta:
        default_permissions = ("view",)
        verbose_name = _("search")
        verbose_name_plural = _("searches of the weeks")
        constraints = [
            models.UniqueConstraint(fields=["week", "digest"], name="one_count_per_week")
        ]

    def __str__(self):
        return self.question

    @property
    def left(self) -> int:
        """How often nothing was opened of what was found."""
        return max(0, self.asked - self.opened)


class PopularSearch(models.Model):
    """A question that many have asked and found an answer to, suggested to others.

    `entry` is a public text that holds all of its words: when that goes, so does the suggestion.
    """

    key = models.CharField(max_length=LONGEST_QUESTION, unique=True)
    question = models.CharField(_("question"), max_length=LONGEST_QUESTION)
    asked = models.PositiveIntegerField(_("asked"))
    entry = models.ForeignKey(SearchEntry, on_delete=models.SET_NULL, null=True, editable=False)
    hidden = models.BooleanField(_("never suggest"), default=False)
    day = models.DateField()  # on which it was looked at last

    class Meta:
        default_permissions = ("view", "change")
        verbose_name = _("suggested search")
        verbose_name_plural = _("suggested searches")
        ordering = ["-asked", "key"]

    def __str__(self):
        return self.question
