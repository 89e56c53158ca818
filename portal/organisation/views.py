"""Who publishes: the departments, as residents see them."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import linked_data
from portal.context_processors import site
from portal.labels import label
from portal.organisation import work_calendars
from portal.organisation.models import Department, LeadershipSeat, Position

TEXTS = ("name", "description", "duties", "address")  # in the reader's language


@require_safe
def department_list(request):
    """All departments that are active, as the tree that they form."""
    context = {
        "page_title": _("Departments"),
        "page_description": _("The departments of the administration and how to reach them."),
        "section": "departments",
        "tree": _tree(_in_words(Department.objects.active(), get_language())),
    }
    return render(request, "organisation/department_list.html", context)


@require_safe
def department_detail(request, code):
    """What a department does, how to reach it, and what it published last."""
    language = get_language()
    rows = {each["id"]: each for each in _in_words(Department.objects.active(), language)}
    department = next((each for each in rows.values() if each["code"] == code), None)
    if department is None:
        raise Http404(_("There is no such department."))
    trail = [(reverse("organisation:department-list"), _("Departments"))]
    trail += [(_address(each), each["name"]) for each in _above(department, rows)]
    context = {
        "page_title": department["name"],
        "section": "departments",
        "department": department,
        "trail": trail,
        "parts": [each for each in rows.values() if each["parent"] == department["id"]],
        "linked_data": _linked_data(department, site(request)["site"]),
    }
    return render(request, "organisation/department_detail.html", context)


@require_safe
def leadership(request):
    """Who leads: the head, the deputies, the members, and what each department answers for."""
    language = get_language()
    units = _in_words(Department.objects.active(), language)
    context = {
        "page_title": _("Leadership group"),
        "page_description": _("Who leads, and what each department answers for."),
        "section": "departments",
        "trail": [(reverse("organisation:department-list"), _("Departments"))],
        "places": _places(language, {each["id"]: each for each in units}),
        "units": [each for each in units if each["duties"]],
    }
    return render(request, "organisation/leadership.html", context)


def _places(language, units) -> list[tuple[str, list[dict]]]:
    """The seats that have a name, by position, the head first. Accounts aren't asked."""
    found: dict[str, list[dict]] = {}
    for seat in LeadershipSeat.objects.all():
        person = {name: label(seat, name, language) for name in ("name", "post", "duties")}
        if person["name"]:
            place = found.setdefault(seat.position, [])
            place.append({**person, "unit": units.get(seat.unit_id)})
    return [(str(each.label), found[each]) for each in Position if each in found]


@require_safe
@never_cache
def work_calendar(request, calendar_id, secret):
    """A department's work plan, for the calendar of somebody who has its secret address."""
    calendar = work_calendars.find(calendar_id, secret)
    if calendar is None:
        raise Http404
    with override(settings.LANGUAGE_CODE):
        content = work_calendars.written(calendar, request.build_absolute_uri("/")[:-1])
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"},
    )


def _linked_data(department: dict, site: dict):
    """The department as search engines read it."""
    reached = {
        "email": department["email"],
        "telephone": department["phone"],
        "address": department["address"],
        "description": department["description"],
        "identifier": department["code"],
        "sameAs": department["website"],
        "parentOrganization": linked_data.organisation(site["name"]),
    }
    address = site["canonical"]
    about = linked_data.organisation(department["name"], url=address, **reached)
    return linked_data.written({**about, "@id": address})


def _above(department: dict, rows: dict[int, dict]) -> list[dict]:
    """The departments of which it is a part, the topmost first."""
    found: list[dict] = []
    above = rows.get(department["parent"])
    while above and above not in found:
        found.insert(0, above)
        above = rows.get(above["parent"])
    return found


def _address(department: dict) -> str:
    return reverse("organisation:department-detail", args=[department["code"]])


def _in_words(departments, language) -> list[dict]:
    """Departments with their labels in the reader's language."""
    return [
        {
            "id": each.pk,
            "code": each.code,
            "parent": each.parent_id,
            "email": each.email,
            "phone": each.phone,
            "website": each.website,
            **{field: label(each, field, language) for field in TEXTS},
        }
        for each in departments
    ]


def _tree(departments: list[dict]) -> list[dict]:
    """Departments each with its `parts`; those whose parent isn't shown stand at the top."""
    known = {each["id"]: {**each, "parts": []} for each in departments}
    top: list[dict] = []
    for each in known.values():
        above = known.get(each["parent"])
        (above["parts"] if above else top).append(each)
    return top
