"""Filters of lists by when something was, with the stretches of time that numbers link to."""

from django.contrib import admin

from portal.oversight import spans
from portal.oversight.spans import Span


class SpanFilter(admin.SimpleListFilter):
    """Give `title` and `parameter_name`, and `field` or `narrowed`."""

    field = ""
    offered: tuple[int, ...] = (7, 30, 365)  # days

    def lookups(self, request, model_admin):
        found = [spans.days(each) for each in self.offered]
        asked = self.span()
        if asked and asked.key not in {each.key for each in found}:
            found.append(asked)
        return [(each.key, spans.words(each)) for each in found]

    def queryset(self, request, queryset):
        asked = self.span()
        return queryset if asked is None else self.narrowed(queryset, asked)

    def narrowed(self, rows, span: Span):
        """The rows of a stretch of time."""
        return span.within(rows, self.field)

    def span(self) -> Span | None:
        """What is asked for."""
        return spans.read(self.value() or "")
