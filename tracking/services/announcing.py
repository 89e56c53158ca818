"""Telling subscribers what became of a measure, in the transaction that makes it so."""

from collections.abc import Mapping

from portal import labels
from portal.subscriptions import happenings
from portal.subscriptions.kinds import Subject
from tracking.models import Measure, ProgressReport


def announce_measure(
    measure: Measure, event: str, once: str, notes: Mapping[str, str] | None = None
) -> None:
    """What happened to a measure that residents see."""
    programme = measure.programme
    if not programme.is_public:
        return
    about_policy = [Subject("policy", str(programme.policy_id))] if programme.policy_id else []
    happenings.tell(
        "measure",
        measure.pk,
        event,
        once=once,
        titles={code: getattr(measure, column) or "" for code, column in labels.columns("name")},
        notes=notes,
        subjects=[
            Subject("programme", str(programme.pk)),
            Subject("progress", "all"),
            *about_policy,
        ],
    )


def announce_report(report: ProgressReport) -> None:
    """A report was verified: with what the department says."""
    said = {code: getattr(report, column) or "" for code, column in labels.columns("narrative")}
    announce_measure(report.measure, "reported", f"report-{report.pk}", said)
