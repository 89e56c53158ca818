"""The demonstration's programme, carried through: plans, reports over the months, what was found.

Its months are counted from the current one, so that it is always under way. How far a measure is in
a month follows from its plan and from what its content file says of its delays.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.timezone import localdate, now

from policies.models import Policy
from portal.demonstration import read_toml
from portal.organisation.models import Department
from tracking import services
from tracking.models import (
    Indicator,
    Measure,
    Milestone,
    NormsInForce,
    Phase,
    Programme,
    ProgressReport,
)
from tracking.services import ClaimLine, MilestoneLine
from tracking.states.reports import Verdict

WRITTEN = ("zh-hant", "pt", "en")
QUARTERS = (-13, -10, -7, -4, -1)  # the months at whose end there was a report


def add_programme() -> int:
    """The programme, unless one of its number is there; how many measures it has."""
    told = read_toml("tracking.toml")
    if Programme.objects.filter(number=told["programme"]["number"]).exists():
        return 0
    with transaction.atomic():
        return _Loader(told).load()


def month_day(months: int, last: bool = False) -> date:
    """The first (or last) day of the month that many months from now."""
    today = localdate()
    number = today.year * 12 + today.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return date(year, month, monthrange(year, month)[1] if last else 1)


def _moment(day: date) -> datetime:
    """Some time in the morning of a day; never one that is still to come."""
    return min(datetime.combine(day, time(2, 0), UTC), now())


def columns(name: str, texts: dict[str, str]) -> dict[str, str]:
    return {f"{name}_{code.replace('-', '_')}": texts[code] for code in WRITTEN}


class _Loader:
    def __init__(self, told: dict[str, Any]):
        self.told, self.words, self.sorts = told, told["words"], told["sorts"]
        self.departments = {each.code: each for each in Department.objects.all()}
        self.users = {each.username: each for each in get_user_model().objects.all()}
        self.supervisor = self.users["supervisor"]
        self.measures: dict[str, Measure] = {}

    def load(self) -> int:
        norms = NormsInForce.objects.get()
        norms.report_months = 3
        services.save_norms(norms, by=self.supervisor, changed=["report_months"])
        about = self.told["programme"]
        policy = Policy.objects.public().filter(department__code=about["policy"][0]).first()
        programme = services.create_programme(
            by=self.supervisor,
            number=about["number"],
            department=self.departments[about["department"]],
            policy=policy,
            start=month_day(about["start"]),
            due=month_day(about["due"], last=True),
            **columns("name", about["name"]),
            **columns("summary", about["summary"]),
        )
        phases = [self._phase(programme, each) for each in self.told["phases"]]
        begun = _moment(month_day(about["start"]))
        for each in self.told["measures"]:
            self.measures[each["number"]] = self._measure(programme, phases, each, begun)
        services.publish_programme(programme, by=self.supervisor, at=begun)
        for each in self.told["measures"]:
            self._carry_through(self.measures[each["number"]], each)
        return len(self.measures)

    def _phase(self, programme: Programme, told: dict[str, Any]) -> Phase:
        days = {"start": month_day(told["start"]), "due": month_day(told["due"], last=True)}
        phase = Phase(programme=programme, **days, **columns("name", told["name"]))
        return services.save_phase(phase, by=self.supervisor)

    def _measure(self, programme, phases, told: dict[str, Any], at: datetime) -> Measure:
        ends = _ends(told, self.sorts[told["sort"]])
        measure = services.add_measure(
            programme,
            by=self.supervisor,
            at=at,
            number=told["number"],
            phase=phases[told["phase"] - 1],
            department=self.departments[told["department"]],
            supporting=[self.departments[code] for code in told.get("supporting", ())],
            depends_on=[self.measures[number] for number in told.get("after", ())],
            start=month_day(told["start"]),
            due=month_day(told["due"], last=True),
            milestones=[
                MilestoneLine(
                    step["weight"],
                    month_day(end, last=True),
                    {code: step[code] for code in WRITTEN},
                )
                for step, end in zip(self.sorts[told["sort"]], ends, strict=True)
            ],
            **columns("name", told["name"]),
            **columns("description", told["description"]),
        )
        for each in told.get("indicators", ()):
            self._indicator(measure, each)
        return measure

    def _indicator(self, measure: Measure, told: dict[str, Any]) -> None:
        indicator = Indicator(
            measure=measure,
            baseline=Decimal(told["baseline"]),
            target=Decimal(told["target"]),
            target_on=measure.due,
            **columns("name", told["name"]),
            **columns("unit", told["unit"]),
        )
        services.save_indicator(indicator, by=self.supervisor)
        for each in told["values"]:
            day = month_day(each["on"], last=True)
            value = Decimal(each["value"])
            at = _moment(day + timedelta(days=6))
            services.observe(indicator, by=self._officer(measure), on=day, value=value, at=at)

    def _carry_through(self, measure: Measure, told: dict[str, Any]) -> None:
        """Reports at the end of each quarter, as far as the measure had begun and anybody wrote."""
        silent = told.get("silent", 0)
        ends = _ends(told, self.sorts[told["sort"]])
        for month in QUARTERS:
            moved = told.get("moved")
            if moved and month >= moved["at"] and measure.due == measure.original_due:
                self._move(measure, moved)
            if told["start"] <= month <= silent:
                self._report(measure, told, ends, month)
            if measure.standings.now().get().completed_on:
                return

    def _move(self, measure: Measure, moved: dict[str, int]) -> None:
        *before, last = measure.planned_milestones()
        month = moved["months"] + _months_from_now(measure.due)
        measure.due = month_day(month, last=True)
        lines = [MilestoneLine(each.weight, each.due, pk=each.pk) for each in before]
        lines.append(MilestoneLine(last.weight, measure.due, pk=last.pk))
        services.save_measure(
            measure,
            by=self.supervisor,
            milestones=lines,
            changed=["due"],
            reason=self.words["moved"],
            at=_moment(month_day(moved["at"])),
        )

    def _report(self, measure: Measure, told, ends: list[int], month: int) -> None:
        officer = self._officer(measure)
        closed = month_day(month, last=True)
        at = _moment(closed + timedelta(days=5))
        report = services.open_report(measure, by=officer, period_end=closed, at=at)
        texts, claims = self._account(measure, told, ends, month)
        services.save_report(report, by=officer, texts=texts, claims=claims, at=at)
        for milestone in measure.planned_milestones():
            if claims[milestone.pk].percent == 100 > milestone.percent:
                self._prove(report, milestone, officer, at)
        services.submit_report(report, by=officer, at=at)
        fate = told.get("last", "verified") if month == QUARTERS[-1] else "verified"
        decided = _moment(closed + timedelta(days=9))
        if fate == "returned":
            remark = self.words["returned"]
            services.return_report(report, by=self.supervisor, remark=remark, at=decided)
        elif fate == "verified":
            self._verify(report, measure, decided)

    def _account(self, measure: Measure, told, ends: list[int], month: int):
        """What the department says, and claims, at the end of a month."""
        lag, stops = told.get("lag", 0), told.get("stops", month)
        said: dict[str, list[str]] = {code: [] for code in WRITTEN}
        claims = {}
        begin = told["start"] + lag - 1
        for milestone, end in zip(measure.planned_milestones(), ends, strict=True):
            whole = end + lag
            percent = _share(begin, whole, min(month, stops))
            reached = min(month_day(whole, last=True), localdate()) if percent == 100 else None
            claims[milestone.pk] = ClaimLine(percent, reached)
            if percent > milestone.percent:
                word = "whole" if percent == 100 else "begun"
                for code in WRITTEN:
                    name = getattr(milestone, f"name_{code.replace('-', '_')}")
                    said[code].append(self.words[word][code].format(name=name, percent=percent))
            begin = whole
        narrative = {code: "\n".join(said[code]) or self.words["nothing"][code] for code in WRITTEN}
        late = lag > 2 or month > stops
        obstacles = self.words["obstacle"] if late else dict.fromkeys(WRITTEN, "")
        return {"narrative": narrative, "obstacles": obstacles}, claims

    def _prove(self, report: ProgressReport, milestone: Milestone, officer, at: datetime) -> None:
        """A note that says what the milestone is, and that it was taken over."""
        lines = [
            self.words["proof"][code].format(
                measure=report.measure.number,
                name=getattr(milestone, f"name_{code.replace('-', '_')}"),
                day=f"{report.period_end:%Y-%m-%d}",
            )
            for code in WRITTEN
        ]
        name = f"{report.measure.number}-{milestone.position + 1}.txt"
        upload = SimpleUploadedFile(name, "\n".join(lines).encode(), "text/plain")
        services.add_evidence(
            report, by=officer, upload=upload, milestone=milestone, is_public=True, at=at
        )

    def _verify(self, report: ProgressReport, measure: Measure, at: datetime) -> None:
        claims = [each.percent for each in report.claims.all()]
        late = any(
            claim.percent < 100 and claim.milestone.due < report.period_end
            for claim in report.claims.select_related("milestone")
        )
        whole = all(each == 100 for each in claims)
        some = Verdict.LIMITED if late else Verdict.SUBSTANTIAL
        if not any(claims):
            some = Verdict.NOT_STARTED
        services.verify_report(
            report,
            by=self.supervisor,
            verdict=Verdict.COMPLETE if whole else some,
            remark=self.words["short" if late else "agreed"],
            at=at,
        )

    def _officer(self, measure: Measure):
        return self.users[f"{measure.department.code.lower()}.measures"]


def _ends(told: dict[str, Any], steps: list[dict[str, Any]]) -> list[int]:
    """The month at whose end each milestone is due: by its share of the measure's time."""
    length, before, ends = told["due"] - told["start"] + 1, 0, []
    for step in steps:
        before += step["weight"]
        ends.append(told["start"] - 1 + max(1, round(length * before / 100)))
    return ends


def _share(begin: int, end: int, month: int) -> int:
    """How far something is at the end of a month, in tens of percent."""
    if month >= end:
        return 100
    return max(0, min(90, (month - begin) * 10 // (end - begin) * 10))


def _months_from_now(day: date) -> int:
    today = localdate()
    return (day.year - today.year) * 12 + day.month - today.month
