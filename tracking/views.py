"""Tracking, as residents read it: all at a glance, programmes, measures, on any day."""

from functools import wraps

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from infocenter import addresses, labels
from infocenter.presentation import titled
from policies import policy_indexing
from policies.models import Policy
from portal.files import serving
from portal.labels import label
from portal.pagecache.clock import holds_until
from tracking.models import Certificate, Evaluation, Evidence, Programme
from tracking.models.trainings import CODE
from tracking.public import asof as days
from tracking.public import evaluation_page, figures, measure_list, measure_page
from tracking.public.timeline import timeline
from tracking.states.evaluations import Score
from tracking.states.reports import ReportStatus


def changes_at_midnight(view):
    """Say until when the page holds: another day, another health, which nobody has to do."""

    @wraps(view)
    def guard(request, *args, **kwargs):
        return holds_until(view(request, *args, **kwargs))

    return guard


@require_safe
@changes_at_midnight
def overview(request):
    """How many measures stand how, by programme, department and policy; what is late."""
    language = get_language() or ""
    asof = days.read(request.GET) or days.today()
    other = days.read(request.GET, "with")
    context = {
        "page_title": _("Progress"),
        "page_description": _("What was promised, by whom, by when, and how far it is."),
        "section": "progress",
        "address": addresses.page("tracking:overview", language),
        "asof": asof,
        "problems": [each.problem for each in (asof, other) if each and each.problem],
        "overview": figures.overview(asof, language),
        "punctuality": figures.punctuality(asof),
        "latest": measure_list.latest(asof, language),
        "evaluations": evaluation_page.rows(Evaluation.objects.public(asof.moment)[:3], language),
        "late_address": figures.list_address(language, asof, health="overdue"),
        "other": other,
        "changes": figures.changed_since(asof, other, language) if other else None,
    }
    return render(request, "tracking/overview.html", context)


@require_safe
@changes_at_midnight
def measure_list_page(request):
    """Measures, narrowed down as the address says."""
    language = get_language() or ""
    asked = measure_list.read(request.GET, language)
    page = measure_list.page(asked, language)
    address = addresses.page("tracking:measure-list", language)
    facets = [
        (name, title, measure_list.options(name, asked, language))
        for name, title in (
            ("health", _("State")),
            ("programme", _("Programme")),
            ("department", _("Department")),
        )
    ]
    context = {
        "page_title": _("Measures"),
        "page_description": _("Each with its last day, how far it is, and who does it."),
        "section": "progress",
        "trail": _trail(language),
        "asked": asked,
        "asof": asked.asof,
        "address": address,
        "rows": page.rows,
        "total": measure_list.total(asked),
        "facets": facets,
        "active": [
            (title, each, address + asked.query(without=(name, each.value)))
            for name, title, options in facets
            for each in options
            if each.chosen
        ],
        "first": address + asked.query() if page.previous else "",
        "previous": address + asked.query(before=page.previous) if page.previous else "",
        "next": address + asked.query(after=page.next) if page.next else "",
    }
    return render(request, "tracking/measure_list.html", context)


@require_safe
@changes_at_midnight
def programme_detail(request, programme_id: int):
    """A programme whole: its phases, its measures along time, how many stand how."""
    language = get_language() or ""
    programme = get_object_or_404(Programme.objects.public(), pk=programme_id)
    asof = days.read(request.GET) or days.today()
    rows = figures.standings(asof).filter(measure__programme=programme)
    standings = list(
        rows.select_related("measure__programme").order_by("measure__position", "measure")
    )
    counts = figures.Counts("", "")
    counts.counts.update(each.health for each in standings)
    phases = list(programme.phases.all())
    span = (programme.start, programme.due)
    name = label(programme, "name", language)
    context = {
        "page_title": name,
        "page_description": label(programme, "summary", language),
        "section": "progress",
        "trail": _trail(language),
        "programme": programme,
        "name": name,
        "summary": label(programme, "summary", language),
        "department": labels.departments(language)[programme.department_id],
        "policy": _policy(programme.policy_id, language),
        "asof": asof,
        "problems": [asof.problem] if asof.problem else [],
        "address": figures.programme_address(programme.pk, language, days.today()),
        "counts": counts.settle(language, asof, programme=programme.number),
        "timeline": timeline(standings, phases, span, asof, language),
        "phases": [(each, label(each, "name", language)) for each in phases],
    }
    return render(request, "tracking/programme_detail.html", context)


@require_safe
@changes_at_midnight
def measure_detail(request, measure_id: int):
    """A measure whole. What residents didn't know of on that day is as if there were none."""
    language = get_language() or ""
    asof = days.read(request.GET) or days.today()
    rows = figures.standings(asof).select_related("measure__programme", "measure__phase")
    standing = get_object_or_404(rows, measure=measure_id)
    about = measure_page.described(standing, asof, language)
    programme = standing.measure.programme
    context = {
        **about,
        "page_title": about["row"].name,
        "page_description": about["description"],
        "section": "progress",
        "trail": [
            *_trail(language),
            (
                figures.programme_address(programme.pk, language, asof),
                label(programme, "name", language),
            ),
        ],
        "policy": _policy(programme.policy_id, language),
        "asof": asof,
        "problems": [asof.problem] if asof.problem else [],
        "address": measure_list.address(measure_id, language),
        "about": f"measure:{measure_id}",
        "measure_id": measure_id,
    }
    return render(request, "tracking/measure_detail.html", context)


@require_safe
@changes_at_midnight
def evaluation_list(request):
    """The evaluations that were published."""
    language = get_language() or ""
    context = {
        "page_title": _("Evaluations"),
        "page_description": _("Whether policies work, what was found, and what follows from it."),
        "section": "progress",
        "trail": _trail(language),
        "rows": evaluation_page.rows(Evaluation.objects.public(), language),
    }
    return render(request, "tracking/evaluation_list.html", context)


@require_safe
@changes_at_midnight
def evaluation_detail(request, evaluation_id: int):
    """An evaluation whole: scores, findings, what departments do about them."""
    language = get_language() or ""
    evaluation = get_object_or_404(Evaluation.objects.public(), pk=evaluation_id)
    about = evaluation_page.described(evaluation, timezone.localdate(), language)
    context = {
        **about,
        "page_title": about["name"],
        "page_description": about["summary"],
        "section": "progress",
        "trail": [*_trail(language), (reverse("tracking:evaluation-list"), _("Evaluations"))],
        "policy": _policy(evaluation.policy_id, language),
        "scale": [(score, 7 + 14 * place) for place, score in enumerate(Score)],
    }
    return render(request, "tracking/evaluation_detail.html", context)


@require_safe
def certificates(request):
    """Whether a certificate is genuine, for who was shown one: by its number, however written."""
    number = request.GET.get("number", "")[:40]
    code = "".join(each for each in number.upper() if each in CODE)
    rows = Certificate.objects.select_related("training").filter(code=code)
    found = rows.first() if code else None
    context = {
        "page_title": _("Check a certificate"),
        "page_description": _("Of a training of the administration's staff."),
        "section": "progress",
        "number": number,
        "certificate": found,
        "training": label(found.training, "name", get_language() or "") if found else "",
    }
    answer = render(request, "tracking/certificate.html", context)
    if number:  # it may say who somebody is
        add_never_cache_headers(answer)
    return answer


@require_safe
def evidence_download(request, evidence_id: int, name: str):
    """A file behind a claim that was verified, if the department lets residents see it."""
    shown = Evidence.objects.filter(
        is_public=True,
        report__status=ReportStatus.VERIFIED,
        report__measure__programme__is_public=True,
    )
    evidence = get_object_or_404(shown.select_related("file"), pk=evidence_id)
    if evidence.file is None:
        raise Http404
    return serving.serve(request, evidence.file, evidence.name, cache=serving.REVALIDATED)


def _trail(language: str) -> list[tuple[str, str]]:
    return [(reverse("tracking:overview"), _("Progress"))]


def _policy(policy_id: int | None, language: str) -> tuple[str, str, str] | None:
    """(address, title, lang) of a policy that residents see."""
    policies = Policy.objects.public().filter(pk=policy_id).prefetch_related("translations")
    policy = policies.first() if policy_id else None
    if policy is None:
        return None
    titles = {each.language: each.title for each in policy.translations.all()}
    return (policy_indexing.address(policy.pk, language), *titled(language, titles))
