"""Taking a whole programme from a spreadsheet: all of it or nothing."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from policies.models import Policy
from portal.organisation.models import Department
from portal.workflow import Refused
from tracking.models import Indicator, Measure, Observation, Phase, Programme
from tracking.services.indicators import observe, save_indicator
from tracking.services.measures import MilestoneLine, add_measure, save_measure
from tracking.services.programmes import create_programme, save_phase, save_programme
from tracking.services.writing import columns
from tracking.sheets import Faulty, Row

Sheets = Mapping[str, Sequence[Row]]


@transaction.atomic
def import_programme(
    sheets: Sheets, *, by, departments, programmes
) -> tuple[Programme, Counter[str]]:
    """Make the programme as the sheets say, or change the one of its number; what was done.

    What the sheets leave out stays, but for the milestones of a measure that they name: those are
    its whole plan. `departments` and `programmes` are those that the person may plan for. Raises
    Faulty with every row that can't be taken; then nothing was.
    """
    return _Import(sheets, by, departments, programmes).run()


class _Import:
    def __init__(self, sheets: Sheets, by, departments, programmes):
        self.sheets, self.by = sheets, by
        self.departments = {each.code: each for each in departments}
        self.everybody = {each.code: each for each in Department.objects.all()}
        self.programmes = programmes
        self.faults: list = []
        self.done: Counter[str] = Counter()
        self.named = {row["measure"] for row in sheets["measures"]}
        self.measures: dict[str, Measure] = {}  # those of them that could be taken

    def run(self) -> tuple[Programme, Counter[str]]:
        rows = self.sheets["programme"]
        if len(rows) != 1:
            raise Faulty(
                [Row("programme", 2).fault("", _("There is one row, with the programme."))]
            )
        programme = self._programme(rows[0])
        if programme is None:
            raise Faulty(self.faults)
        phases = self._phases(programme)
        self._measures(programme, phases)
        self._indicators()
        if self.faults:
            raise Faulty(self.faults)
        return programme, self.done

    def _try(self, row: Row, act, *args, **values):
        """Do it by its service; what is refused is a fault of the row."""
        try:
            with transaction.atomic():
                return act(*args, by=self.by, **values)
        except Refused as refusal:
            self.faults.append(row.fault("", str(refusal)))
            return None

    def _department(self, row: Row, code: str, among: Mapping[str, Department]):
        found = among.get(code)
        if found is None:
            message = _("There is no department “%(code)s” for which you may plan.")
            self.faults.append(row.fault("department", message % {"code": code}))
        return found

    def _programme(self, row: Row) -> Programme | None:
        department = self._department(row, row["department"], self.departments)
        policy = self._policy(row)
        if self.faults:
            return None
        values = {"department": department, "start": row["start"], "due": row["due"]}
        values |= columns("name", row.texts("name")) | columns("summary", row.texts("summary"))
        if policy:
            values["policy"] = policy
        there = Programme.objects.filter(number=row["number"]).first()
        if there is None:
            self.done["programme"] += 1
            return self._try(row, create_programme, number=row["number"], **values)
        if not self.programmes.filter(pk=there.pk).exists():
            message = _("There is a programme of this number that you may not change.")
            self.faults.append(row.fault("number", message))
            return None
        changed = _changed(there, values)
        if changed:
            self.done["programme"] += 1
            return self._try(row, save_programme, there, changed=changed)
        return there

    def _policy(self, row: Row) -> Policy | None:
        number = row["policy"]
        if not number:
            return None
        found = Policy.objects.visible_to(self.by).filter(number=number)[:2]
        if len(found) != 1:
            message = _("There is no policy of the number “%(number)s”.")
            self.faults.append(row.fault("policy", message % {"number": number}))
            return None
        return found[0]

    def _phases(self, programme: Programme) -> dict[int, Phase]:
        found = dict(enumerate(programme.phases.all(), 1))
        for row in self.sheets["phases"]:
            phase = found.get(row["phase"]) or Phase(programme=programme)
            values = {"start": row["start"], "due": row["due"]}
            if _changed(phase, values | columns("name", row.texts("name"))):
                self.done["phases"] += 1
                self._try(row, save_phase, phase)
            found[row["phase"]] = phase
        return found

    def _measures(self, programme: Programme, phases: Mapping[int, Phase]) -> None:
        plans: dict[str, list[Row]] = defaultdict(list)
        for row in self.sheets["milestones"]:
            plans[row["measure"]].append(row)
        there = {each.number: each for each in programme.measures.all()}
        for number, rows in plans.items():
            if number not in self.named:
                self.faults.append(rows[0].fault("measure", _("There is no such measure.")))
        for row in _in_order(self.sheets["measures"]):
            measure = self._measure(programme, row, there, phases, plans[row["measure"]])
            if measure is not None:
                self.measures[row["measure"]] = measure

    def _measure(self, programme, row: Row, there, phases, plan: list[Row]) -> Measure | None:
        if row["measure"] in self.measures:
            self.faults.append(row.fault("measure", _("This number is there twice.")))
            return None
        before = len(self.faults)
        department = self._department(row, row["department"], self.departments)
        supporting = [
            self._department(row, code, self.everybody) for code in _codes(row["supporting"])
        ]
        depends_on = []
        for number in _codes(row["depends on"]):
            other = self.measures.get(number) or there.get(number)
            if other is not None:
                depends_on.append(other)
            elif number not in self.named:  # else its own row says what is wrong
                message = _("There is no measure “%(number)s”.") % {"number": number}
                self.faults.append(row.fault("depends on", message))
        if row["phase"] and row["phase"] not in phases:
            self.faults.append(row.fault("phase", _("There is no such phase.")))
        if len(self.faults) > before:
            return None
        values = {
            "department": department,
            "phase": phases.get(row["phase"]),
            "start": row["start"],
            "due": row["due"],
            **columns("name", row.texts("name")),
            **columns("description", row.texts("description")),
        }
        joined = {"supporting": supporting, "depends_on": depends_on}
        plan = sorted(plan, key=lambda each: each["step"])
        measure = there.get(row["measure"])
        if measure is None:
            return self._new_measure(programme, row, values, joined, plan)
        return self._changed_measure(measure, row, values, joined, plan)

    def _new_measure(self, programme, row: Row, values, joined, plan: list[Row]):
        first = {
            "original_start": row["first start"] or row["start"],
            "original_due": row["first due"] or row["due"],
        }
        lines = [
            MilestoneLine(
                each["weight"], each["due"], each.texts("name"), original_due=each["first due"]
            )
            for each in plan
        ]
        self.done["measures"] += 1
        return self._try(
            row,
            add_measure,
            programme,
            number=row["measure"],
            milestones=lines,
            **joined,
            **values,
            **first,
        )

    def _changed_measure(self, measure: Measure, row: Row, values, joined, plan: list[Row]):
        steps = list(measure.planned_milestones())
        lines = [
            MilestoneLine(each["weight"], each["due"], each.texts("name"), pk=step.pk)
            for each, step in zip(plan, steps, strict=False)
        ]
        lines += [
            MilestoneLine(each["weight"], each["due"], each.texts("name"))
            for each in plan[len(steps) :]
        ]
        same_steps = [
            (step.weight, step.due, columns("name", each.texts("name")))
            == (each["weight"], each["due"], {name: getattr(step, name) or "" for name in _NAMES})
            for each, step in zip(plan, steps, strict=False)
        ]
        changed = _changed(measure, values)
        for name, wanted in joined.items():
            if {each.pk for each in getattr(measure, name).all()} != {each.pk for each in wanted}:
                changed.append(name)
        if len(plan) != len(steps) or not all(same_steps):
            changed.append("milestones")
        if not changed:
            return measure
        self.done["measures"] += 1
        reason = row.texts("reason")
        about = {"milestones": lines, "changed": changed, "reason": reason, **joined}
        return self._try(row, save_measure, measure, **about)

    def _indicators(self) -> None:
        found: dict[tuple[str, int], Indicator] = {}
        for number, measure in self.measures.items():
            for place, each in enumerate(measure.indicators.all(), 1):
                found[number, place] = each
        for row in self.sheets["indicators"]:
            of = self.measures.get(row["measure"])
            if of is None:
                if row["measure"] not in self.named:
                    self.faults.append(row.fault("measure", _("There is no such measure.")))
                continue
            key = (row["measure"], row["indicator"])
            indicator = found.get(key) or Indicator(measure=of)
            values = {
                "baseline": row["baseline"],
                "baseline_on": row["baseline on"],
                "target": row["target"],
                "target_on": row["target on"],
                **columns("name", row.texts("name")),
                **columns("unit", row.texts("unit")),
            }
            changed = _changed(indicator, values)
            if changed:
                self.done["indicators"] += 1
                self._try(row, save_indicator, indicator, changed=changed)
            found[key] = indicator
        self._observations(found)

    def _observations(self, indicators: Mapping[tuple[str, int], Indicator]) -> None:
        known = {
            (each.indicator_id, each.on): each
            for each in Observation.objects.filter(
                indicator__in=[each.pk for each in indicators.values()], replaced_at=None
            )
        }
        for row in self.sheets["observations"]:
            indicator = indicators.get((row["measure"], row["indicator"]))
            if indicator is None:
                if row["measure"] in self.measures or row["measure"] not in self.named:
                    self.faults.append(row.fault("indicator", _("There is no such indicator.")))
                continue
            source = columns("source", row.texts("source"))
            there = known.get((indicator.pk, row["on"]))
            if there is None or _changed(there, {"value": row["value"], **source}):
                self.done["observations"] += 1
                value = Decimal(row["value"])
                self._try(row, observe, indicator, on=row["on"], value=value, **source)


_NAMES = tuple(columns("name", {}))


def _changed(thing, values: Mapping) -> list[str]:
    """Set the values on a row; which of them differ from what it had."""
    different = [
        name
        for name, value in values.items()
        if thing.pk is None or (getattr(thing, name) or None) != (value or None)
    ]
    for name in different:
        setattr(thing, name, values[name])
    return sorted(different)


def _codes(words: str | None) -> list[str]:
    return [each.strip() for each in (words or "").split(",") if each.strip()]


def _in_order(rows: Sequence[Row]) -> list[Row]:
    """Rows of measures as they stand, but for one that depends on another below it."""
    waiting, found, named = list(rows), [], {row["measure"] for row in rows}
    ready: set[str] = set()
    while waiting:
        row = next(
            (
                each
                for each in waiting
                if all(one in ready or one not in named for one in _codes(each["depends on"]))
            ),
            waiting[0],  # a circle: the service refuses it
        )
        waiting.remove(row)
        ready.add(row["measure"])
        found.append(row)
    return found
