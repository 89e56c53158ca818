"""Verified reports as a feed: of all measures, of a programme, or of one measure."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from infocenter import addresses, labels
from infocenter.feeds.writing import ITEMS, Channel, Item
from infocenter.subscribable import number
from portal.context_processors import site_name
from portal.labels import label
from tracking.models import Measure, Programme, ProgressReport
from tracking.public import asof as days
from tracking.public import figures, measure_list


def progress(query: QueryDict, language: str, host: str) -> Channel | None:
    """What was verified last; `programme` and `measure` are numbers of addresses."""
    reports = ProgressReport.objects.public()
    home, title = addresses.page("tracking:overview", language), _("Progress")
    if "measure" in query:
        measure = Measure.objects.public().filter(pk=number(query.get("measure", ""))).first()
        if measure is None:
            return None
        reports = reports.filter(measure=measure)
        home, title = measure_list.address(measure.pk, language), label(measure, "name", language)
    elif "programme" in query:
        programme = Programme.objects.public().filter(pk=number(query.get("programme", ""))).first()
        if programme is None:
            return None
        reports = reports.filter(measure__programme=programme)
        home = figures.programme_address(programme.pk, language, days.today())
        title = label(programme, "name", language)
    newest = reports.filter(decided_at__isnull=False).order_by("-decided_at", "-pk")
    items = [_item(each, language, host) for each in newest.select_related("measure")[:ITEMS]]
    return Channel(f"{site_name(language)} · {title}", host + home, language, items)


def _item(report: ProgressReport, language: str, host: str) -> Item:
    address = host + measure_list.address(report.measure_id, language)
    name = label(report.measure, "name", language)
    return Item(
        id=f"{address}#report-{report.pk}",
        address=address,
        title=f"{name}: {report.get_verdict_display()}",
        summary=label(report, "narrative", language),
        lang=name.lang,
        published=report.decided_at,  # type: ignore[arg-type]  # it is verified
        author=labels.departments(language)[report.measure.department_id].name,
    )
