"""The other lists of the information centre as feeds: corrections, and tables."""

from datetime import datetime, time

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from infocenter import addresses, corrections, labels
from infocenter.datasets import listing
from infocenter.feeds.writing import Channel, Item
from portal.context_processors import site_name


def correction_log(query: QueryDict, language: str, host: str) -> Channel:
    """The log of corrections, of all departments or of one."""
    departments = labels.departments(language)
    chosen = query.get("department", "").strip()
    department = next((each for each in departments.values() if each.key == chosen), None)
    home = addresses.page("infocenter:correction-list", language)
    page = corrections.page(language, department.pk if department else None)
    items = [
        Item(
            id=f"{host}{each.address}#corrected-{each.at:%Y%m%dT%H%M%S}",
            address=host + each.address,
            title=each.title,
            summary=each.note,
            lang=each.title.lang,
            published=each.at,
            author=departments[each.department_id].name,
        )
        for each in page.entries
    ]
    names = [_("Corrections"), *([department.name] if department else [])]
    query_ = f"?department={department.key}" if department else ""
    return Channel(" · ".join([site_name(language), *names]), host + home + query_, language, items)


def tables(query: QueryDict, language: str, host: str) -> Channel:
    """The list of tables, narrowed down as its address says."""
    asked = listing.read(query, language)
    home = addresses.page("infocenter:dataset-list", language)
    items = [
        Item(
            id=f"{host}{each.address}#{each.date.isoformat()}",
            address=host + each.address,
            title=each.title,
            summary=each.summary,
            lang=each.lang,
            published=timezone.make_aware(datetime.combine(each.date, time())),
            author=each.department.name,
        )
        for each in listing.page(asked, language).rows
    ]
    title = " · ".join([site_name(language), _("Data")])
    return Channel(title, host + home + asked.query(), language, items)
