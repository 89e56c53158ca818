"""One measure whole: its plan, what was claimed and found, its dates and its indicators."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.formats import number_format

from infocenter import addresses, labels
from infocenter.models import EditionTranslation
from infocenter.presentation import titled
from portal import charts
from portal.labels import Label, label
from tracking.models import (
    DateChange,
    Evaluation,
    Evidence,
    Indicator,
    Measure,
    Milestone,
    NormsInForce,
    NoticeStep,
    Observation,
    ProgressReport,
    Recognition,
    Standing,
)
from tracking.progress import WHOLE
from tracking.public import figures, measure_list
from tracking.public.asof import AsOf
from tracking.states.notices import Level


@dataclass(frozen=True)
class Step:
    """A milestone as the plan of the day had it."""

    name: Label
    weight: int
    due: date
    original_due: date
    percent: int
    reached_on: date | None
    state: str  # done, overdue, planned

    @property
    def slipped(self) -> int:
        """Days between the first date that was promised and the one that holds."""
        return (self.due - self.original_due).days


@dataclass(frozen=True)
class Proof:
    """A published document or a file behind a claim; what isn't public has no address."""

    name: str
    lang: str
    address: str
    of: Label | None  # the milestone


@dataclass(frozen=True)
class Account:
    """A verified report: what the department claims, what the supervisor found."""

    report: ProgressReport
    narrative: Label
    obstacles: Label
    remark: Label
    verdict: str
    claims: list[tuple[Label, int]]
    proofs: list[Proof]


@dataclass(frozen=True)
class Move:
    """A date that was moved."""

    change: DateChange
    what: Label | None  # the milestone; None for the measure itself
    reason: Label


@dataclass(frozen=True)
class Told:
    """A notice as residents may know of it: where it stands, and what happened."""

    level: int
    level_name: str
    what: str
    text: Label
    steps: list[tuple[NoticeStep, Label]]  # what was said of it


@dataclass(frozen=True)
class Shown:
    """An indicator with its values, and the curve of them."""

    indicator: Indicator
    name: Label
    unit: Label
    baseline: str
    target: str
    values: list[tuple[date, str, Label]]
    curve: charts.Line | None
    reached: int | None  # percent of the way from the baseline to the target


def described(standing: Standing, asof: AsOf, language: str) -> dict:
    """Everything that residents may know of a measure on a day; its `standing` has its health."""
    measure = standing.measure
    milestones = {each.pk: each for each in measure.milestones.all()}
    names = {pk: label(each, "name", language) for pk, each in milestones.items()}
    return {
        "measure": measure,
        "row": measure_list.shown(standing, asof, language),
        "standing": standing,
        "original_start": measure.original_start,
        "description": label(measure, "description", language),
        "phase": label(measure.phase, "name", language) if measure.phase else None,
        "supporting": [labels.departments(language)[each.pk] for each in measure.supporting.all()],
        "milestones": [_step(each, milestones, names, asof.day) for each in standing.milestones],
        "accounts": _accounts(measure, names, asof.moment, language),
        "notices": _notices(measure, asof.day, language),
        "findings": _findings(measure, asof, language),
        "recognitions": [
            (each, label(each, "grounds", language), label(each, "decision", language))
            for each in Recognition.objects.public(asof.moment).filter(measure=measure)
        ],
        "moves": _moves(measure, names, asof.moment, language),
        "indicators": [
            _indicator(each, asof.moment, language) for each in measure.indicators.all()
        ],
        "depends_on": _others(measure.depends_on.all(), asof, language),
        "needed_by": _others(Measure.objects.filter(depends_on=measure), asof, language),
    }


def _step(known: dict, milestones: dict[int, Milestone], names, day: date) -> Step:
    due = date.fromisoformat(known["due"])
    reached = known["reached_on"]
    state = "done" if known["percent"] >= WHOLE else "overdue" if due < day else "planned"
    return Step(
        names[known["id"]],
        known["weight"],
        due,
        milestones[known["id"]].original_due,
        known["percent"],
        date.fromisoformat(reached) if reached else None,
        state,
    )


def _accounts(measure: Measure, names, moment: datetime, language: str) -> list[Account]:
    reports = ProgressReport.objects.known_at(moment).filter(measure=measure)
    rows = list(reports.prefetch_related("claims", "evidence"))
    proofs = [each for report in rows for each in report.evidence.all()]
    titles = _titles(each.document_id for each in proofs if each.document_id)
    return [
        Account(
            report,
            label(report, "narrative", language),
            label(report, "obstacles", language),
            label(report, "remark", language),
            report.get_verdict_display(),
            [
                (names[each.milestone_id], each.percent)
                for each in report.claims.all()
                if each.milestone_id in names
            ],
            [_proof(each, names, titles, language) for each in report.evidence.all()],
        )
        for report in rows
    ]


def _titles(documents: Iterable[int]) -> dict[int, dict[str, str]]:
    """Titles by language of the documents that are public now."""
    found: dict[int, dict[str, str]] = {}
    rows = EditionTranslation.objects.filter(
        edition__document__in=set(documents), edition__is_current=True
    )
    for document, code, title in rows.values_list("edition__document", "language", "title"):
        found.setdefault(document, {})[code] = title
    return found


def _proof(evidence: Evidence, names, titles, language: str) -> Proof:
    of = names.get(evidence.milestone_id)
    if evidence.document_id is not None and evidence.document_id in titles:
        title, lang = titled(language, titles[evidence.document_id])
        return Proof(title, lang, addresses.document(evidence.document_id, language), of)
    if evidence.file_id and evidence.is_public:
        address = reverse("tracking:evidence-download", args=[evidence.pk, evidence.name])
        return Proof(evidence.name, "", address, of)
    return Proof("", "", "", of)


def least_public_level() -> int:
    """The level from which on residents see notices."""
    return NormsInForce.objects.get().public_level


def _notices(measure: Measure, day: date, language: str) -> list[Told]:
    """Those that had come to the level that residents see, with what had happened by the day."""
    least = least_public_level()
    found = []
    for notice in measure.notices.filter(opened_on__lte=day).prefetch_related("steps"):
        steps = [each for each in notice.steps.all() if each.on <= day]
        level = max((each.level for each in steps), default=0)
        if level >= least:
            said = [(each, label(each, "words", language)) for each in steps]
            what = notice.get_cause_display() if notice.cause else ""
            name = str(Level(level).label)
            found.append(Told(level, name, what, label(notice, "text", language), said))
    return found


def _findings(measure: Measure, asof: AsOf, language: str) -> list[tuple]:
    """What published evaluations say of it: (evaluation's key, its name, kind, finding)."""
    findings = measure.findings.filter(
        evaluation__in=Evaluation.objects.public(), evaluation__published_at__lte=asof.moment
    )
    return [
        (each.evaluation_id, label(each.evaluation, "name", language), each,
         label(each, "text", language))
        for each in findings.select_related("evaluation")
    ]  # fmt: skip


def _moves(measure: Measure, names, moment: datetime, language: str) -> list[Move]:
    return [
        Move(each, names.get(each.milestone_id), label(each, "reason", language))
        for each in measure.date_changes.filter(at__lte=moment)
    ]


def _indicator(indicator: Indicator, moment: datetime, language: str) -> Shown:
    rows = Observation.objects.known_at(moment).filter(indicator=indicator).order_by("on")
    values = [(each.on, each.value) for each in rows]
    way = indicator.target - indicator.baseline
    last = values[-1][1] if values else None
    return Shown(
        indicator,
        label(indicator, "name", language),
        label(indicator, "unit", language),
        written(indicator.baseline),
        written(indicator.target),
        [(each.on, written(each.value), label(each, "source", language)) for each in rows],
        charts.line(values, indicator.baseline, indicator.target),
        round(100 * (last - indicator.baseline) / way) if last is not None else None,
    )


def written(value: Decimal) -> str:
    """A number as the language writes it, with the decimals that it has."""
    return number_format(Decimal(f"{value.normalize():f}"), force_grouping=True)


def _others(measures, asof: AsOf, language: str) -> list[measure_list.Row]:
    known = figures.standings(asof).filter(measure__in=measures)
    rows = known.select_related("measure__programme").order_by("measure__position", "measure")
    return [measure_list.shown(each, asof, language) for each in rows]
