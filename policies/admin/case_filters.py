"""Filters of the lists of cases: the piles of the first page, and what its numbers count."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies import desk
from policies.overview import answered, rated, received
from portal.oversight.filters import SpanFilter


class RegisterPiles(admin.SimpleListFilter):
    """What can be asked about where cases are."""

    title = gettext_lazy("what waits")
    parameter_name = "pile"

    def lookups(self, request, model_admin):
        return [
            ("open", _("Open")),
            ("late", _("Late cases")),
            ("soon", _("Due in the next days")),
            ("later", _("Due later")),
            ("unassigned", _("Cases of nobody")),
            ("new", _("New cases")),
            ("quarantine", _("In quarantine")),
        ]

    def queryset(self, request, queryset):
        if self.value() == "open":
            return queryset.still_open()
        return desk.PILES.get(self.value() or "", lambda cases: cases)(queryset)


class Piles(RegisterPiles):
    """The piles of the first page."""

    def lookups(self, request, model_admin):
        own = [("mine", _("My cases")), ("approve", _("Answers to approve"))]
        return [*super().lookups(request, model_admin), *own]

    def queryset(self, request, queryset):
        if self.value() == "mine":
            return desk.mine(queryset, request.user)
        if self.value() == "approve":
            return desk.to_approve(queryset).exclude(draft__author=request.user)
        return super().queryset(request, queryset)


class Received(SpanFilter):
    """When it came in; without what is in quarantine."""

    title = gettext_lazy("received")
    parameter_name = "received"

    def narrowed(self, rows, span):
        return received(rows, span)


class Answered(SpanFilter):
    """When it was answered."""

    title = gettext_lazy("answered")
    parameter_name = "answered"

    def narrowed(self, rows, span):
        return answered(rows, span)


class Rated(SpanFilter):
    """When an answer was given that the resident has rated."""

    title = gettext_lazy("rated")
    parameter_name = "rated"

    def narrowed(self, rows, span):
        return rated(rows, span)
