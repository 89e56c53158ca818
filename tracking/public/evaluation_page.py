"""Evaluations as residents read them: a list, and one with criteria, findings, what follows."""

from dataclasses import dataclass
from datetime import date

from infocenter import addresses
from infocenter import labels as departments
from portal.labels import Label, label
from tracking.models import ActionItem, Evaluation, Measure
from tracking.public import measure_list
from tracking.states.actions import RUNNING


@dataclass(frozen=True)
class Row:
    """An evaluation in a list."""

    pk: int
    name: Label
    summary: Label
    start: date
    end: date
    score: float | None


@dataclass(frozen=True)
class Task:
    """What a department is to do about a finding."""

    text: Label
    department: Label
    due: date
    moved_from: date | None
    state: str
    state_name: str
    account: Label


@dataclass(frozen=True)
class Found:
    """A finding, and what follows from it."""

    kind: str
    kind_name: str
    text: Label
    measure: tuple[str, Label] | None  # address, name
    tasks: list[Task]


def rows(evaluations, language: str) -> list[Row]:
    """The evaluations of a list."""
    return [
        Row(
            each.pk,
            label(each, "name", language),
            label(each, "summary", language),
            each.period_start,
            each.period_end,
            each.score(),
        )
        for each in evaluations.prefetch_related("criteria")
    ]


def described(evaluation: Evaluation, day: date, language: str) -> dict:
    """All that is published of an evaluation."""
    findings = evaluation.findings.select_related("measure__programme")
    return {
        "evaluation": evaluation,
        "name": label(evaluation, "name", language),
        "summary": label(evaluation, "summary", language),
        "method": label(evaluation, "method", language),
        "score": evaluation.score(),
        "department": departments.departments(language)[evaluation.department_id],
        "criteria": [
            (label(each, "name", language), each, label(each, "grounds", language))
            for each in evaluation.criteria.all()
        ],
        "findings": [
            Found(
                each.kind,
                str(each.get_kind_display()),
                label(each, "text", language),
                _measure(each.measure, language),
                [task(one, day, language) for one in each.action_items.all()],
            )
            for each in findings.prefetch_related("action_items")
        ],
    }


def task(action: ActionItem, day: date, language: str) -> Task:
    """An action item as residents read it."""
    is_late = action.status in RUNNING and action.due < day
    return Task(
        label(action, "text", language),
        departments.departments(language)[action.department_id].name,
        action.due,
        action.original_due if action.original_due != action.due else None,
        "overdue" if is_late else action.status,
        str(action.get_status_display()),
        label(action, "account", language) if action.status == "done" else Label(""),
    )


def _measure(measure: Measure | None, language: str) -> tuple[str, Label] | None:
    if measure is None or not measure.programme.is_public:
        return None
    return (measure_list.address(measure.pk, language), label(measure, "name", language))


def address(evaluation_id: int, language: str) -> str:
    """The page of an evaluation."""
    return f"{addresses.page('tracking:evaluation-list', language)}{evaluation_id}/"
