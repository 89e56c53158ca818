"""The log of corrections."""

from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from infocenter import addresses, corrections, filters, labels


@require_safe
def correction_list(request):
    """What was wrong in anything public, and is right now: of all departments, or of one."""
    language = get_language()
    address = addresses.page("infocenter:correction-list", language)
    departments = labels.departments(language)
    chosen = request.GET.get("department", "").strip()
    department = next((each for each in departments.values() if each.key == chosen), None)
    problems = [filters.complaint("department", chosen)] if chosen and not department else []
    after = corrections.read(request.GET.get("after", ""))
    page = corrections.page(language, department.pk if department else None, after)
    narrowed = {"department": department.key} if department else {}
    context = {
        "page_title": _("Corrections"),
        "page_description": _("Errors that were found in what we publish, and put right."),
        "section": "documents",
        "trail": [(addresses.documents(language), _("Documents"))],
        "departments": list(departments.values()),
        "chosen": department,
        "problems": problems,
        "entries": [(each, departments[each.department_id]) for each in page.entries],
        "first": _query(address, narrowed) if after else "",
        "next": _query(address, narrowed | {"after": page.next}) if page.next else "",
    }
    return render(request, "infocenter/correction_list.html", context)


def _query(address: str, pairs: dict[str, str]) -> str:
    return f"{address}?{urlencode(pairs)}" if pairs else address
