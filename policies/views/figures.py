"""How residents' matters are dealt with: the public page, and the same as a table for programs."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policies import figures
from policies.figures import Figures
from policies.states.cases import CaseKind
from portal import labels
from portal.labels import Label
from portal.organisation.models import Department
from portal.spreadsheets import CsvWriter

COLUMNS = (
    "received", "answered", "declined", "withdrawn", "open", "overdue", "on_time",
    "on_time_rate", "median_days", "days_of_nine_in_ten", "satisfaction",
)  # fmt: skip


@require_safe
def case_figures(request):
    """The figures of a year, by kind and by department."""
    years = figures.years()
    report = figures.report(_year(request, years))
    names = _names(get_language() or "")
    context = {
        "page_title": _("How matters are dealt with"),
        "page_description": _("How many came, how long answers took, and what residents say."),
        "section": "cases",
        "year": report.year,
        "years": years,
        "total": report.total,
        "kinds": [(CaseKind(kind).label, each) for kind, each in sorted(report.kinds.items())],
        "departments": sorted(
            (
                (names.get(key, ("", _("Not yet routed"))), each)
                for key, each in report.departments.items()
            ),
            key=lambda row: row[0][0],
        ),
        "as_of": timezone.now(),
        "csv": f"{reverse('policies:case-figures-csv')}?year={report.year}",
    }
    return render(request, "policies/case_figures.html", context)


@require_safe
def case_figures_csv(request):
    """The same figures, a row for each kind and department: their sums are those of the page."""
    report = figures.report(_year(request, figures.years()))
    names = _names(get_language() or "")
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="matters-{report.year}.csv"'
    response.write("\ufeff")  # so that spreadsheets read it as UTF-8
    rows = CsvWriter(response)
    rows.writerow(["year", "kind", "department", *COLUMNS])
    for (kind, department), each in sorted(report.both.items(), key=str):
        code = names.get(department, ("", ""))[0]
        rows.writerow([report.year, kind, code, *_values(each)])
    return response


def _values(each: Figures) -> list:
    """The figures as programs read them: a dot in decimals, nothing where there is none."""
    found = (getattr(each, column) for column in COLUMNS)
    return ["" if one is None else round(one, 4) for one in found]


def _year(request, years: list[int]) -> int:
    """The year that is asked for, or the newest one."""
    said = request.GET.get("year", "")
    if not said:
        return years[0] if years else timezone.localdate().year
    if not (said.isascii() and said.isdigit() and int(said[:5]) in years):
        raise Http404(_("There are no figures of this year."))
    return int(said)


def _names(language: str) -> dict[int | None, tuple[str, Label | str]]:
    return {
        each.pk: (each.code, labels.label(each, "name", language))
        for each in Department.objects.all()
    }
