"""What was searched for: the report of the weeks, and what is suggested to others."""

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from infocenter import services
from infocenter.models import PopularSearch, SearchCount
from portal.organisation.scoped_admin import DepartmentScopedAdmin, guarded
from portal.spreadsheets import CsvWriter

COLUMNS = ("week", "question", "asked", "opened", "left", "found")


class Outcome(admin.SimpleListFilter):
    """What became of a search."""

    title = _("outcome")
    parameter_name = "outcome"

    def lookups(self, request, model_admin):
        return [("nothing", _("Nothing found")), ("left", _("Left without opening a result"))]

    def queryset(self, request, queryset):
        if self.value() == "nothing":
            return queryset.nothing_found()
        return queryset.left() if self.value() == "left" else queryset


class Week(admin.SimpleListFilter):
    """One week."""

    title = _("week from")
    parameter_name = "week"

    def lookups(self, request, model_admin):
        weeks = SearchCount.objects.order_by("-week").values_list("week", flat=True).distinct()
        return [(each.isoformat(), each.isoformat()) for each in weeks[:60]]

    def queryset(self, request, queryset):
        weeks = {code for code, _label in self.lookup_choices}
        return queryset.filter(week=self.value()) if self.value() in weeks else queryset


@admin.register(SearchCount)
class SearchCountAdmin(DepartmentScopedAdmin):
    """Questions by week, how often they were asked, and whether they led to something."""

    department_field = None
    read_only = True
    actions = None
    change_list_template = "admin/infocenter/searchcount/change_list.html"
    list_display = COLUMNS
    list_display_links = ("question",)
    list_filter = (Week, Outcome)
    search_fields = ("question",)
    ordering = ("-week", "-asked", "question")
    readonly_fields = fields = (*COLUMNS, "days")

    def get_queryset(self, request):
        return super().get_queryset(request).readable()

    @admin.display(description=_("left"))
    def left(self, count):
        return count.left

    def get_urls(self):
        view = self.admin_site.admin_view(self.csv_view)
        return [path("csv/", view, name="infocenter_searchcount_csv"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        address = f"{reverse('admin:infocenter_searchcount_csv')}?{request.GET.urlencode()}"
        return super().changelist_view(request, {"csv": address, **(extra_context or {})})

    @guarded("infocenter.view_searchcount", on_list=True)
    def csv_view(self, request):
        """The rows of the list, with the same filters, for a spreadsheet.

        Filters that aren't any lead to the whole list, as in the list itself.
        """
        try:
            rows = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return redirect("admin:infocenter_searchcount_changelist")
        name = f"searches-{timezone.localdate().isoformat()}.csv"
        response = HttpResponse(
            "\ufeff",  # spreadsheets take it for UTF-8 only with this
            content_type="text/csv; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="{name}"',
                "Cache-Control": "private, no-store",
            },
        )
        table = CsvWriter(response)
        table.writerow(COLUMNS)
        for each in rows.iterator():
            table.writerow([getattr(each, column) for column in COLUMNS])
        return response


@admin.register(PopularSearch)
class PopularSearchAdmin(DepartmentScopedAdmin):
    """Searches that are suggested to others while they type, unless somebody hides them."""

    department_field = None
    actions = None
    list_display = ("question", "asked", "hidden")
    list_filter = ("hidden",)
    search_fields = ("question",)
    fields = ("question", "asked", "hidden")
    readonly_fields = ("question", "asked")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def keep(self, request, obj, changed):
        services.hide_popular_search(obj, by=request.user, hidden=obj.hidden)
