"""Programmes, measures and reports of a fictional city."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from portal.organisation.roles import MEASURE_OFFICER, SUPERVISOR
from tests.factories import organisation
from tests.factories import policies as matters
from tracking import services
from tracking.models import (
    ActionItem,
    AgendaItem,
    Attendance,
    Certificate,
    Evaluation,
    Evidence,
    Finding,
    Indicator,
    Measure,
    Meeting,
    Phase,
    Programme,
    ProgressReport,
    QuizQuestion,
    Recognition,
    Session,
    SupervisionRule,
    Training,
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


def evaluation(policy=None, **values) -> Evaluation:
    """A draft with the usual criteria and no score yet."""
    policy = policy or matters.public_policy()
    described = {"name_en": "First year", "name_zh_hant": "首年評估", "summary_en": "It works."}
    days = {"period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)}
    found = Evaluation(
        policy=policy,
        **{"department": organisation.department("PLAN"), **described, **days, **values},
    )
    return services.save_evaluation(found, by=None)


def finding(of: Evaluation, measure=None, kind="weakness", **values) -> Finding:
    """Something that was found."""
    told = {"text_en": "The lifts came late.", "text_zh_hant": "升降機延誤。", **values}
    return services.save_finding(
        Finding(evaluation=of, measure=measure, kind=kind, **told), by=None
    )


def published_evaluation(policy=None, measure=None, score: int = 4, at=None) -> Evaluation:
    """An evaluation that residents read, with a weakness and an action item about it."""
    of = evaluation(policy)
    for each in of.criteria.all():
        each.score, each.grounds_en = score, "As measured."
        services.save_criterion(each, by=None)
    found = finding(of, measure)
    action(found)
    return services.publish_evaluation(of, by=None, at=at)


def meeting(of: Programme | None = None, **values) -> Meeting:
    """A meeting in a week."""
    soon = datetime.now(UTC) + timedelta(days=7)
    told = {"name_en": "Coordination", "name_zh_hant": "協調會議", "starts_at": soon, **values}
    return services.save_meeting(Meeting(programme=of, **told), by=None)


def agenda_item(of: Meeting, measure=None, **values) -> AgendaItem:
    """Something to talk about."""
    told = {"text_en": "The lifts", "text_zh_hant": "升降機", **values}
    item = AgendaItem(meeting=of, measure=measure, **told)
    return services.save_agenda_item(item, by=None)


def action(source, department=None, due=None, **values) -> ActionItem:
    """Something to be done in a month."""
    return services.open_action(
        source,
        by=None,
        department=department or organisation.department("TB"),
        text={"en": "Order the lifts.", "zh-hant": "訂購升降機。"},
        due=due or timezone.localdate() + timedelta(days=30),
        **values,
    )


def recognition(of: Measure, kind="commendation", **values) -> Recognition:
    """A proposal."""
    grounds = {"en": "Done early.", "zh-hant": "提早完成。"}
    return services.propose_recognition(of, by=None, kind=kind, grounds=grounds, **values)


def training(*departments, policy=None, **values) -> Training:
    """A training in preparation."""
    told = {"name_en": "The new rules", "name_zh_hant": "新規則", **values}
    of = Training(policy=policy or matters.public_policy(), **told)
    return services.save_training(of, by=None, departments=departments)


def session(of: Training, starts_at=None, **values) -> Session:
    """A session of two hours in a week."""
    starts_at = starts_at or datetime.now(UTC) + timedelta(days=7)
    found = Session(
        training=of,
        **{"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2), **values},
    )
    found.place_en = "Hall"
    return services.save_session(found, by=None)


def question(of: Training, right: int = 2) -> QuizQuestion:
    """A question with three answers."""
    found = QuizQuestion(training=of, text_en="How many days?", right=right)
    found.options_en = "Five\nTen\nFifteen"
    return services.save_question(found, by=None)


def invitation(of: Meeting, department=None) -> Attendance:
    """A department that is invited."""
    invited = department or organisation.department("IC")
    return services.save_attendance(Attendance(meeting=of, invited=invited), by=None)


def certified(of: Training) -> None:
    """Everybody on the staff has completed it."""
    for each in get_user_model().objects.filter(is_active=True):
        Certificate.objects.get_or_create(training=of, user=each, defaults={"name": str(each)})
