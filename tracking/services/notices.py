"""Notices: opened by rule or by hand, answered, climbing by the clock, closed on proof."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.history.services import record
from portal.workflow import Refused, advance, take
from tracking import webhooks
from tracking.models import (
    Measure,
    Milestone,
    Notice,
    NoticeStep,
    ProgressReport,
    Standing,
    SupervisionRule,
)
from tracking.progress import WHOLE
from tracking.services.programmes import show
from tracking.services.standings import norms_in_force
from tracking.services.telling import tell_department, tell_leadership
from tracking.services.writing import CHANGED, Words, best, columns, told
from tracking.states.notices import NOTICE_TRANSITIONS, RUNNING, Act, Cause, Level
from tracking.states.reports import ReportStatus
from tracking.supervising import DAY, Finding, beginning, findings


@transaction.atomic
def save_rule(rule: SupervisionRule, *, by, changed: Iterable[str] = ()) -> SupervisionRule:
    """Keep a new or changed rule. It looks at what is so from today on."""
    verb = "changed" if rule.pk else "added"
    rule.save()
    record(f"rule.{verb}", rule, actor=by, changed=sorted(changed))
    return rule


@transaction.atomic
def delete_rule(rule: SupervisionRule, *, by) -> None:
    """Throw a rule away; its notices stay."""
    record("rule.deleted", rule, actor=by)
    rule.delete()


def apply_rules(today: date | None = None) -> int:
    """Open what the rules find on every day since they last looked; how many. Safe to repeat."""
    today = today or timezone.localdate()
    rules = SupervisionRule.objects.filter(is_active=True).exclude(looked_to__gte=today)
    return sum(_apply(pk, today) for pk in rules.values_list("pk", flat=True))


@transaction.atomic
def _apply(rule_id: int, today: date) -> int:
    """Look with one rule, which nobody else does meanwhile."""
    rule = SupervisionRule.objects.select_for_update().filter(pk=rule_id, is_active=True).first()
    if rule is None or (rule.looked_to and rule.looked_to >= today):
        return 0
    norms, opened = norms_in_force(), 0
    day = rule.looked_to + DAY if rule.looked_to else today
    while day <= today:
        there = set(rule.notices.values_list("measure", "occasion"))
        for each in findings(rule, day, norms):
            if (each.measure, each.occasion) not in there:
                _settle(_open_found(rule, each, day))  # what came in before a late look
                opened += 1
        day += DAY
    rule.looked_to = today
    rule.save(update_fields=["looked_to"])
    return opened


def _open_found(rule: SupervisionRule, found: Finding, day: date) -> Notice:
    notice = Notice(
        rule=rule,
        cause=rule.cause,
        measure_id=found.measure,
        department_id=found.department,
        milestone_id=found.milestone,
        occasion=found.occasion,
        missed=found.missed,
        level=rule.level,
        opened_on=day,
        answer_days=rule.answer_days,
        due=day + rule.answer_days * DAY,
    )
    return _open(notice, None, {})


@transaction.atomic
def open_notice(
    measure: Measure,
    *,
    by,
    text: Words,
    level: int = Level.REMINDER,
    answer_days: int = 10,
    milestone: Milestone | None = None,
    on: date | None = None,
) -> Notice:
    """Open a notice by hand; `text` is what is asked, by language."""
    on = on or timezone.localdate()
    said = told(text)
    if not said:
        raise Refused(_("Please say what is asked of the department."))
    notice = Notice(
        measure=measure,
        department=measure.department,
        milestone=milestone,
        missed=on,
        level=level,
        opened_on=on,
        answer_days=answer_days,
        due=on + answer_days * DAY,
        opened_by=by,
        **columns("text", said),
    )
    return _open(notice, by, said)


def _open(notice: Notice, by, said: Words) -> Notice:
    notice.save()
    _step(notice, Act.OPENED, notice.opened_on, by, said)
    record("notice.opened", notice, actor=by, level=notice.level, reasons=dict(said))
    webhooks.notice_changed(notice, "opened")
    tell_department(notice, "opened")
    if notice.level == Level.LEADERSHIP:
        tell_leadership(notice)
    show(notice.measure.programme)
    return notice


@transaction.atomic
def answer_notice(
    notice: Notice,
    *,
    by,
    plan: Words,
    until: date,
    seen_version: int | None = None,
    on: date | None = None,
) -> Notice:
    """The department says what it does, and until when. If that day passes, the notice climbs."""
    on = on or timezone.localdate()
    _take(notice, seen_version, on)
    said = told(plan)
    if not said:
        raise Refused(_("Please say what is done about it."))
    if until < on:
        raise Refused(_("This day has passed."))
    _move(notice, "answer", due=until)
    _step(notice, Act.ANSWERED, on, by, said)
    record("notice.answered", notice, actor=by, until=until.isoformat(), reasons=dict(said))
    show(notice.measure.programme)
    return notice


def climb_notices(today: date | None = None) -> int:
    """Raise every notice whose day has passed; how many steps. Safe to repeat, also days late."""
    today = today or timezone.localdate()
    late = Notice.objects.overdue(today).filter(level__lt=Level.LEADERSHIP)
    return sum(_climb_alone(pk, today) for pk in late.values_list("pk", flat=True))


@transaction.atomic
def _climb_alone(notice_id: int, today: date) -> int:
    notice = Notice.objects.select_for_update().get(pk=notice_id)
    steps = _climb(notice, today)
    if steps:
        show(notice.measure.programme)
    return steps


def _climb(notice: Notice, today: date) -> int:
    """Take all the steps that the clock has brought, each on its own day."""
    steps = 0
    while notice.status in RUNNING and notice.level < Level.LEADERSHIP and notice.due < today:
        on = notice.due + DAY
        due = on + notice.answer_days * DAY
        _move(notice, "climb", level=notice.level + 1, due=due)
        _step(notice, Act.CLIMBED, on, None, {})
        record("notice.climbed", notice, level=notice.level, on=on.isoformat())
        webhooks.notice_changed(notice, "climbed")
        tell_department(notice, "climbed")
        if notice.level == Level.LEADERSHIP:
            tell_leadership(notice)
        steps += 1
    return steps


@transaction.atomic
def raise_notice(
    notice: Notice, *, by, reason: Words, seen_version: int | None = None, on: date | None = None
) -> Notice:
    """Raise it by hand to the next level, with a reason."""
    on = on or timezone.localdate()
    _take(notice, seen_version, on)
    said = told(reason)
    if notice.level >= Level.LEADERSHIP:
        raise Refused(_("It is before the leadership group already."))
    due = on + notice.answer_days * DAY
    _move(notice, "raise", reason=best(said), level=notice.level + 1, due=due)
    _step(notice, Act.RAISED, on, by, said)
    record("notice.raised", notice, actor=by, level=notice.level, reasons=dict(said))
    webhooks.notice_changed(notice, "climbed")
    tell_department(notice, "climbed")
    if notice.level == Level.LEADERSHIP:
        tell_leadership(notice)
    show(notice.measure.programme)
    return notice


@transaction.atomic
def pause_notice(
    notice: Notice, *, by, reason: Words, seen_version: int | None = None, on: date | None = None
) -> Notice:
    """Let the clock stand still, with a reason."""
    on = on or timezone.localdate()
    _take(notice, seen_version, on)
    said = told(reason)
    _move(notice, "pause", reason=best(said))
    _step(notice, Act.PAUSED, on, by, said)
    record("notice.paused", notice, actor=by, reasons=dict(said))
    show(notice.measure.programme)
    return notice


@transaction.atomic
def resume_notice(
    notice: Notice, *, by, seen_version: int | None = None, on: date | None = None
) -> Notice:
    """Let the clock go on: the days that were left when it was paused are left again."""
    on = on or timezone.localdate()
    _take(notice, seen_version, on)
    paused = notice.steps.filter(act=Act.PAUSED).order_by("-id").first()
    stood = (on - paused.on) if paused else timedelta()
    _move(notice, "resume", due=notice.due + stood)
    _step(notice, Act.RESUMED, on, by, {})
    record("notice.resumed", notice, actor=by)
    show(notice.measure.programme)
    return notice


@transaction.atomic
def close_notice(
    notice: Notice,
    *,
    by,
    proof: ProgressReport,
    words: Words | None = None,
    seen_version: int | None = None,
    on: date | None = None,
) -> Notice:
    """Close it on `proof`: a report on the measure that was verified after the notice opened."""
    on = on or timezone.localdate()
    _take(notice, seen_version, on)
    if proof.measure_id != notice.measure_id or proof.status != ReportStatus.VERIFIED:
        raise Refused(_("A notice is closed on a verified report on its measure only."))
    decided = proof.decided_at
    if decided is None or timezone.localdate(decided) < notice.opened_on:
        raise Refused(_("This report was verified before the notice was opened."))
    _close(notice, proof, on, by, told(words or {}))
    return notice


def settle_notices(measure: Measure) -> None:
    """Close what a rule opened, and a report that has been verified since has settled."""
    found = Notice.objects.standing().filter(measure=measure).exclude(cause="")
    for notice in found.select_for_update().order_by("pk"):
        _settle(notice)


def _settle(notice: Notice) -> None:
    """Close it on the first verified report since it was opened that ends its cause."""
    reports = ProgressReport.objects.verified().filter(measure=notice.measure_id)
    since = reports.filter(decided_at__gte=beginning(notice.opened_on)).order_by("decided_at")
    for report in since:
        at = report.decided_at
        if at and _is_settled(notice, report, at):
            on = timezone.localdate(at)
            _climb(notice, on)
            _close(notice, report, on, None, {})
            return


def _is_settled(notice: Notice, report: ProgressReport, at: datetime) -> bool:
    """Whether the cause was gone by what was known when the report had been verified."""
    known = Standing.objects.filter(measure=notice.measure_id)
    if notice.cause == Cause.REPORT:
        before = known.known_at(beginning(notice.opened_on)).first()
        return before is None or report.period_end > (before.reported_to or date.min)
    then = known.known_at(at).get()
    if notice.cause == Cause.MILESTONE:
        return all(
            each["percent"] == WHOLE
            for each in then.milestones
            if each["id"] == notice.milestone_id
        )
    return then.progress == WHOLE


def _close(notice: Notice, proof: ProgressReport, on: date, by, said: Words) -> None:
    _move(notice, "close", proof=proof)
    _step(notice, Act.CLOSED, on, by, said)
    record("notice.closed", notice, actor=by, report=proof.pk, reasons=dict(said))
    webhooks.notice_changed(notice, "closed")
    show(notice.measure.programme)


def _take(notice: Notice, seen_version: int | None, on: date) -> None:
    """Lock it, load what it says, and let the clock take the steps that were due before."""
    take(notice, seen_version, str(CHANGED))
    _climb(notice, on)


def _move(notice: Notice, step: str, *, reason: str = "", **changes) -> None:
    changes["version"] = notice.version + 1
    advance(notice, NOTICE_TRANSITIONS[step], reason=reason, **changes)


def _step(notice: Notice, act: Act, on: date, by, said: Words) -> NoticeStep:
    return NoticeStep.objects.create(
        notice=notice,
        act=act,
        on=on,
        level=notice.level,
        due=notice.due,
        by=by,
        **columns("words", said),
    )
