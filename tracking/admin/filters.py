"""Filters of the lists of tracking: what the numbers and piles of the first page count."""

from django.contrib import admin
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.oversight.filters import SpanFilter
from tracking import desk
from tracking.board import turned_since
from tracking.models import Standing
from tracking.states.measures import Health
from tracking.states.notices import NoticeStatus
from tracking.states.reports import ReportStatus


class HealthFilter(admin.SimpleListFilter):
    """How measures stand today."""

    title = gettext_lazy("state")
    parameter_name = "health"

    def lookups(self, request, model_admin):
        return Health.choices

    def queryset(self, request, queryset):
        if self.value() not in Health.values:
            return queryset
        standings = Standing.objects.now().on(localdate()).filter(health=self.value())
        return queryset.filter(pk__in=standings.values("measure"))


class TurnedRed(SpanFilter):
    """What is at risk or overdue, and wasn't at a moment."""

    title = gettext_lazy("turned red")
    parameter_name = "turned"
    offered = (0, 7, 30)

    def narrowed(self, rows, span):
        now = Standing.objects.now().on(localdate())
        return rows.filter(pk__in=turned_since(now, span.begin).values("measure"))


class MeasuresThatWait(admin.SimpleListFilter):
    """What waits for a report of the viewer's department."""

    title = gettext_lazy("what waits")
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return [("late", _("Measures at risk or overdue"))]

    def queryset(self, request, queryset):
        if self.value() != "late":
            return queryset
        return queryset.filter(pk__in=desk.late_measures(request.user).values("measure"))


class NoticePiles(admin.SimpleListFilter):
    """Notices that aren't closed, those that are late, those that can be closed."""

    title = gettext_lazy("what waits")
    parameter_name = "pile"

    def lookups(self, request, model_admin):
        return [
            ("standing", _("Standing")),
            ("open", _("Notices to answer")),
            ("late", _("Late")),
            ("provable", _("Notices with a verified report")),
        ]

    def queryset(self, request, queryset):
        if self.value() == "late":
            return queryset.overdue(localdate())
        if self.value() == "provable":
            return queryset.provable()
        if self.value() == "open":
            return queryset.filter(status=NoticeStatus.OPEN)
        return queryset.standing() if self.value() == "standing" else queryset


class Stirred(SpanFilter):
    """When a notice was opened or came to another level."""

    title = gettext_lazy("opened or climbed")
    parameter_name = "stirred"

    def narrowed(self, rows, span):
        return rows.stirred(span)


class ReportsThatWait(admin.SimpleListFilter):
    """What is begun."""

    title = gettext_lazy("what waits")
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return [("begun", _("My reports"))]

    def queryset(self, request, queryset):
        return desk.begun_reports(queryset) if self.value() == "begun" else queryset


class Verified(SpanFilter):
    """When a report was verified."""

    title = gettext_lazy("verified")
    parameter_name = "verified"
    field = "decided_at"

    def narrowed(self, rows, span):
        return super().narrowed(rows.filter(status=ReportStatus.VERIFIED), span)


class ActionsThatWait(admin.SimpleListFilter):
    """What is past its last day."""

    title = gettext_lazy("what waits")
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return [("late", _("Late"))]

    def queryset(self, request, queryset):
        return queryset.overdue(localdate()) if self.value() == "late" else queryset
