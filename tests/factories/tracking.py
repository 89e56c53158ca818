"""Programmes, measures and reports of a fictional city."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.organisation.roles import MEASURE_OFFICER, SUPERVISOR
from tests.factories import organisation
from tracking import services
from tracking.models import (
    Evidence,
    Indicator,
    Measure,
    Phase,
    Programme,
    ProgressReport,
    SupervisionRule,
)
from tracking.services import ClaimLine, MilestoneLine
from tracking.states.notices import Cause
from tracking.states.reports import Verdict

_numbers = count(1)
START, DUE = date(2026, 1, 1), date(2026, 12, 31)
MIDDLE = date(2026, 6, 30)


def programme(department=None, **values) -> Programme:
    """A programme of a year, in preparation."""
    number = next(_numbers)
    return services.create_programme(
        by=None,
        **{
            "number": f"2026-{number:03}",
            "department": department or organisation.department("PLAN"),
            "name_zh_hant": "無障礙計劃",
            "name_pt": "Programa de acessibilidade",
            "name_en": "Accessibility programme",
            "start": START,
            "due": DUE,
            **values,
        },
    )


def public_programme(**values) -> Programme:
    """A programme that residents see."""
    return services.publish_programme(programme(**values), by=None)


def lines(*steps: tuple[int, date]) -> list[MilestoneLine]:
    """Milestones of a plan from (weight, last day)."""
    return [
        MilestoneLine(weight, due, {"zh-hant": f"步驟{n}", "en": f"Step {n}"})
        for n, (weight, due) in enumerate(steps, 1)
    ]


def measure(of: Programme | None = None, steps=((40, MIDDLE), (60, DUE)), **values) -> Measure:
    """A measure of two milestones, by the department WORKS."""
    return services.add_measure(
        of or programme(),
        by=None,
        milestones=lines(*steps),
        **{
            "number": f"{next(_numbers)}",
            "department": organisation.department("WORKS"),
            "name_zh_hant": "低地台巴士",
            "name_en": "Low-floor buses",
            "start": START,
            "due": DUE,
            **values,
        },
    )


def officer(department=None):
    """Somebody who reports on the measures of a department."""
    return organisation.member(MEASURE_OFFICER, department or organisation.department("WORKS"))


def supervisor():
    """Somebody who verifies reports of every department."""
    return organisation.member(SUPERVISOR, organisation.department("PLAN"))


def proof(name: str = "prova.txt") -> SimpleUploadedFile:
    """A file that shows something."""
    return SimpleUploadedFile(name, f"Proof {next(_numbers)}".encode(), "text/plain")


def report(of: Measure, *percents: int, at: datetime, by=None, **values) -> ProgressReport:
    """A submitted report that claims `percents` of the milestones, with proof of what is whole."""
    found = services.open_report(of, by=by, at=at, **values)
    milestones = list(of.planned_milestones())
    claims = {}
    for milestone, percent in zip(milestones, percents, strict=False):
        claims[milestone.pk] = ClaimLine(percent, at.date() if percent == 100 else None)
        if percent == 100:
            services.add_evidence(found, by=by, upload=proof(), milestone=milestone)
    services.save_report(
        found,
        by=by,
        texts={"narrative": {"zh-hant": "已購買巴士。", "en": "Bought."}},
        claims=claims,
    )
    return services.submit_report(found, by=by, at=at)


def verified(of: Measure, *percents: int, at: datetime, verdict="", **values) -> ProgressReport:
    """A verified report."""
    whole = (
        all(each == 100 for each in percents) and len(percents) == of.planned_milestones().count()
    )
    found = verdict or (Verdict.COMPLETE if whole else Verdict.LIMITED)
    return services.verify_report(
        report(of, *percents, at=at, **values), by=None, verdict=found, at=at
    )


def phase(of: Programme, **values) -> Phase:
    """The first half of the year."""
    found = Phase(
        programme=of,
        **{"name_en": "Begin", "name_zh_hant": "開始", "start": START, "due": MIDDLE, **values},
    )
    return services.save_phase(found, by=None)


def indicator(of: Measure, *values: tuple[date, str]) -> Indicator:
    """Passengers in wheelchairs, from 0 to 100, as observed."""
    found = Indicator(measure=of, baseline=Decimal(0), target=Decimal(100))
    found.name_en, found.name_zh_hant, found.unit_en = "Passengers", "乘客", "people"
    services.save_indicator(found, by=None)
    for day, value in values:
        services.observe(found, by=None, on=day, value=Decimal(value), source_en="Count")
    return found


def rule(**values) -> SupervisionRule:
    """A reminder five days after a milestone's last day, to be answered in ten."""
    found = SupervisionRule(name="Overdue", cause=Cause.MILESTONE)
    for name, value in values.items():
        setattr(found, name, value)
    return services.save_rule(found, by=None)


def rich_programme(number: int = 3, **values) -> Programme:
    """A public programme whose measures have reports, evidence, indicators, moved dates."""
    of = public_programme(**values)
    within, before = phase(of), None
    for _n in range(number):
        it = measure(
            of,
            phase=within,
            depends_on=[before] if before else (),
            supporting=[organisation.department("IC")],
        )
        before = it
        for month, percents in ((2, (50, 0)), (3, (100, 10))):
            verified(it, *percents, at=datetime(2026, month, 5, tzinfo=UTC))
        Evidence.objects.filter(report__measure=it).update(is_public=True)
        indicator(it, (date(2026, 1, 31), "10"), (date(2026, 2, 28), "12.5"))
        lines_ = [
            MilestoneLine(each.weight, each.due, pk=each.pk) for each in it.planned_milestones()
        ]
        it.due = date(2027, 1, 31)
        lines_[-1] = MilestoneLine(lines_[-1].weight, it.due, pk=lines_[-1].pk)
        services.save_measure(it, by=None, milestones=lines_, reason={"en": "The road is late."})
    return of
