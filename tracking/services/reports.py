"""Progress reports: written and submitted by a department, verified or returned by a supervisor."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from infocenter.models import Document
from portal import labels
from portal.files.models import StoredFile
from portal.files.services import store as store_file
from portal.history.services import record
from portal.workflow import Refused, advance, take
from tracking import webhooks
from tracking.models import Claim, Evidence, Measure, Milestone, ProgressReport
from tracking.progress import WHOLE
from tracking.services.announcing import announce_report
from tracking.services.notices import settle_notices
from tracking.services.programmes import show
from tracking.services.standings import restate
from tracking.states.reports import REPORT_TRANSITIONS, ReportStatus, Verdict

UNPROVEN = (Verdict.NO_EVIDENCE, Verdict.NOT_STARTED)  # what these are said of doesn't rise


@dataclass(frozen=True)
class ClaimLine:
    """What a department says that a milestone has reached."""

    percent: int
    reached_on: date | None = None


@transaction.atomic
def open_report(
    measure: Measure, *, by, period_end: date | None = None, at: datetime | None = None
) -> ProgressReport:
    """The report on a measure that is being written, or a new one, prefilled from the last one.

    It is for the calendar months since the last report, to that of `period_end`: the last month
    that is over, if none is said.
    """
    Measure.objects.select_for_update().get(pk=measure.pk)
    unfinished = measure.reports.exclude(status=ReportStatus.VERIFIED).first()
    if unfinished:
        return unfinished
    today = timezone.localdate(at)
    last = ProgressReport.objects.verified().filter(measure=measure).order_by("-period_end").first()
    start = last.period_end + timedelta(days=1) if last else measure.start.replace(day=1)
    if start > today:
        raise Refused(_("There already is a report on this month."))
    wanted = period_end or today.replace(day=1) - timedelta(days=1)
    report = ProgressReport(
        measure=measure,
        period_start=start,
        period_end=max(_end_of_month(wanted), _end_of_month(start)),
        created_at=at or timezone.now(),
    )
    _check_period(report, today)
    for name in ("narrative", "obstacles"):
        for _code, column in labels.columns(name):
            setattr(report, column, getattr(last, column) if last else "")
    report.save()
    for each in measure.planned_milestones():
        Claim.objects.create(
            report=report, milestone=each, percent=each.percent, reached_on=each.reached_on
        )
    record("report.opened", report, actor=by, at=at)
    return report


@transaction.atomic
def save_report(
    report: ProgressReport,
    *,
    by,
    texts: Mapping[str, Mapping[str, str]] | None = None,
    claims: Mapping[int, ClaimLine] | None = None,
    period_end: date | None = None,
    seen_version: int | None = None,
    at: datetime | None = None,
) -> ProgressReport:
    """Keep what the department has written: texts by field and language, claims by milestone.

    It need not be whole yet: `submit_report` looks at that.
    """
    _take_open(report, seen_version)
    if period_end is not None:
        report.period_end = _end_of_month(period_end)
        _check_period(report, timezone.localdate())
    for name, said in (texts or {}).items():
        for code, column in labels.columns(name):
            if code in said:
                setattr(report, column, said[code].strip())
    report.version += 1
    report.save()
    _put_claims(report, claims or {})
    record("report.changed", report, actor=by, at=at)
    return report


@transaction.atomic
def add_evidence(
    report: ProgressReport,
    *,
    by,
    document: Document | None = None,
    upload=None,
    milestone: Milestone | None = None,
    is_public: bool = False,
    at: datetime | None = None,
) -> Evidence:
    """Add a published document or a file (`upload`) to a report, as proof of a milestone or of all.

    Raises Refused, naming the file, if it isn't accepted.
    """
    _take_open(report, None)
    if document is not None and not document.editions.filter(is_current=True).exists():
        raise Refused(_("“%(title)s” isn't published.") % {"title": document})
    file: StoredFile | None = store_file(upload) if upload is not None else None
    found = Evidence.objects.create(
        report=report,
        milestone=milestone,
        document=document,
        file=file,
        name=upload.name[:200] if upload is not None else "",
        is_public=is_public or document is not None,
    )
    record("evidence.added", report, actor=by, at=at, what=str(found))
    return found


@transaction.atomic
def remove_evidence(evidence: Evidence, *, by) -> None:
    """Take a proof out of a report that is still being written."""
    _take_open(evidence.report, None)
    record("evidence.removed", evidence.report, actor=by, what=str(evidence))
    evidence.delete()


@transaction.atomic
def submit_report(
    report: ProgressReport,
    *,
    by,
    seen_version: int | None = None,
    at: datetime | None = None,
) -> ProgressReport:
    """Hand it to the supervisor. What is claimed to be complete needs evidence and its day."""
    at = at or timezone.now()
    measure = report.measure
    _take_open(report, seen_version)
    _check_whole(report, timezone.localdate(at))
    who = by if by is not None and by.pk else None
    advance(report, REPORT_TRANSITIONS["submit"], submitted_at=at, submitted_by=who)
    restate(measure, at=at)
    record("report.submitted", report, actor=by, at=at)
    show(measure.programme)
    return report


@transaction.atomic
def verify_report(
    report: ProgressReport,
    *,
    by,
    verdict: str,
    remark: Mapping[str, str] | None = None,
    seen_version: int | None = None,
    at: datetime | None = None,
) -> ProgressReport:
    """Let it count, with what was found. From now on residents read both.

    A verdict of no evidence, or not started, lets no milestone rise.
    """
    at = at or timezone.now()
    measure = _take_submitted(report, seen_version)
    if by is not None and report.submitted_by_id == by.pk:
        raise Refused(_("Somebody else must verify what you have submitted."))
    if verdict not in Verdict.values:
        raise Refused(_("Please choose a verdict."))
    _count(report, verdict)
    words = _remarks(remark)
    advance(
        report,
        REPORT_TRANSITIONS["verify"],
        verdict=verdict,
        decided_at=at,
        decided_by=by,
        version=report.version + 1,
        **words,
    )
    standing = restate(measure, proven=True, at=at)
    if (standing.progress == WHOLE) != (verdict == Verdict.COMPLETE):
        raise Refused(
            _("The verdict is “Complete” if all milestones are, and only then. Else return it.")
        )
    record("report.verified", report, actor=by, at=at, verdict=verdict)
    announce_report(report)
    webhooks.report_decided(report, "verified")
    settle_notices(measure)
    show(measure.programme)
    return report


@transaction.atomic
def return_report(
    report: ProgressReport,
    *,
    by,
    remark: Mapping[str, str],
    seen_version: int | None = None,
    at: datetime | None = None,
) -> ProgressReport:
    """Give it back to the department, with what must be better."""
    at = at or timezone.now()
    measure = _take_submitted(report, seen_version)
    words = _remarks(remark)
    best = labels.best(remark, settings.LANGUAGE_CODE)
    advance(
        report,
        REPORT_TRANSITIONS["return"],
        reason=best,
        decided_at=at,
        decided_by=by,
        version=report.version + 1,
        **words,
    )
    restate(measure, at=at)
    record("report.returned", report, actor=by, at=at, reason=best)
    webhooks.report_decided(report, "returned")
    show(measure.programme)
    return report


@transaction.atomic
def discard_report(report: ProgressReport, *, by) -> None:
    """Throw away a draft that was never submitted."""
    _take_open(report, None)
    if report.submitted_at:
        raise Refused(_("It has been submitted before, and stays."))
    record("report.discarded", report, actor=by)
    report.delete()


def _take_open(report: ProgressReport, seen_version: int | None) -> None:
    _take(report, seen_version)
    if not report.is_open:
        raise Refused(_("It is “%(state)s” now.") % {"state": report.get_status_display()})


def _take_submitted(report: ProgressReport, seen_version: int | None) -> Measure:
    """Lock the measure and the report; whose progress will change."""
    measure = Measure.objects.select_for_update().get(pk=report.measure_id)
    _take(report, seen_version)
    return measure


def _take(report: ProgressReport, seen_version: int | None) -> None:
    changed = _("Somebody else has changed this since you opened it. Look at it again first.")
    take(report, seen_version, changed)


def _put_claims(report: ProgressReport, claims: Mapping[int, ClaimLine]) -> None:
    known = set(report.measure.planned_milestones().values_list("pk", flat=True))
    for milestone, line in claims.items():
        if milestone not in known or not 0 <= line.percent <= WHOLE:
            raise Refused(_("Progress of a milestone is between 0 and 100 percent."))
        reached = line.reached_on if line.percent == WHOLE else None
        Claim.objects.update_or_create(
            report=report,
            milestone_id=milestone,
            defaults={"percent": line.percent, "reached_on": reached},
        )


def _check_period(report: ProgressReport, today: date) -> None:
    if report.period_end < report.period_start:
        raise Refused(_("There already is a report on this month."))
    if report.period_end > _end_of_month(today):
        raise Refused(_("This month is still to come."))


def _check_whole(report: ProgressReport, today: date) -> None:
    """Refuse what isn't ready to be looked at, and say everything that is missing."""
    if not any(getattr(report, column).strip() for _code, column in labels.columns("narrative")):
        raise Refused(_("Please say what was done."))
    claims = {each.milestone_id: each for each in report.claims.all()}
    proven = set(report.evidence.values_list("milestone", flat=True))
    missing: list[str] = []
    for milestone in report.measure.planned_milestones():
        claim = claims.get(milestone.pk)
        if claim is None:
            missing.append(_("“%(milestone)s”: how far it is") % {"milestone": milestone})
        elif claim.percent == WHOLE:
            missing += _missing(milestone, claim, proven, today)
    if missing:
        raise Refused(_("This is missing: %(things)s.") % {"things": "; ".join(missing)})


def _missing(
    milestone: Milestone, claim: Claim, proven: Iterable[int | None], today: date
) -> list[str]:
    """What a claim that a milestone is complete lacks."""
    if milestone.percent == WHOLE:
        return []  # proven before
    said = {"milestone": milestone}
    missing = []
    if claim.reached_on is None or claim.reached_on > today:
        missing.append(_("“%(milestone)s”: the day, until today, on which it was complete") % said)
    if milestone.pk not in proven:
        missing.append(_("“%(milestone)s”: evidence that it is complete") % said)
    return missing


def _count(report: ProgressReport, verdict: str) -> None:
    """Let what is claimed be what the milestones have reached."""
    for claim in report.claims.select_related("milestone"):
        milestone = claim.milestone
        if milestone.removed_at or (verdict in UNPROVEN and claim.percent > milestone.percent):
            continue
        milestone.percent, milestone.reached_on = claim.percent, claim.reached_on
        milestone.save(update_fields=["percent", "reached_on"])


def _remarks(remark: Mapping[str, str] | None) -> dict[str, str]:
    said = remark or {}
    return {column: said.get(code, "").strip() for code, column in labels.columns("remark")}


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
