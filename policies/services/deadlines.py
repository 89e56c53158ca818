"""The periods that hold now, and changing them."""

from collections.abc import Callable, Iterable
from functools import cache

from django.db import transaction

from policies.deadlines import Rule
from policies.models import DeadlineProfile, DeadlineRule, Effect
from portal import pagecache
from portal.calendar.services import working_days
from portal.calendar.working_days import CalendarName, WorkingDays
from portal.history.services import record
from portal.pagecache.fragments import kept

DEFAULT_CALENDAR = CalendarName.MACAU


def active_rule(kind: str, department_id: int | None = None) -> DeadlineRule | None:
    """The rule that fits best: the department's own before all others', the kind's before all."""
    return _best(kept("deadline rules", _active_rules), kind, department_id)


def rule_for(kind: str, department_id: int | None = None) -> Rule:
    """How deadlines of a kind of matter are computed; without a rule, by the portal's periods."""
    return current_rules()(kind, department_id)


def current_rules() -> Callable[[str, int | None], Rule]:
    """`rule_for` for many matters: what is read of the rules is read once."""
    rows, days = kept("deadline rules", _active_rules), cache(working_days)

    @cache
    def rule(kind: str, department_id: int | None) -> Rule:
        return _rule(_best(rows, kind, department_id), days)

    return rule


def _active_rules() -> list[DeadlineRule]:
    return list(DeadlineRule.objects.filter(profile__is_active=True).select_related("profile"))


def _best(rows: list[DeadlineRule], kind: str, department_id: int | None) -> DeadlineRule | None:
    fitting = [
        each
        for each in rows
        if each.kind in ("", kind) and each.department_id in (None, department_id)
    ]
    return max(fitting, key=lambda each: (each.department_id is not None, each.kind), default=None)


def _rule(found: DeadlineRule | None, days: Callable[[str], WorkingDays]) -> Rule:
    if found is None:
        return Rule(days(DEFAULT_CALENDAR))
    return Rule(
        days=days(found.profile.calendar),
        unit=found.unit,
        acknowledge=found.acknowledge,
        answer=found.answer,
        extension=found.extension,
        stops=found.reasons(Effect.STOPS),
        restarts=found.reasons(Effect.RESTARTS),
    )


@transaction.atomic
def save_deadline_profile(
    profile: DeadlineProfile, *, by, changed: Iterable[str] = ()
) -> DeadlineProfile:
    """Keep a set of deadlines. If it is active, no other is. Open matters follow at once."""
    verb = "deadline_profile.added" if profile.pk is None else "deadline_profile.changed"
    if profile.is_active:
        DeadlineProfile.objects.exclude(pk=profile.pk).update(is_active=False)
    profile.save()
    record(verb, profile, actor=by, changed=sorted(changed))
    pagecache.invalidate()
    return profile


@transaction.atomic
def save_deadline_rule(rule: DeadlineRule, *, by, changed: Iterable[str] = ()) -> DeadlineRule:
    """Keep a rule. History says what it was before, and who changed it."""
    before = DeadlineRule.objects.filter(pk=rule.pk).first()
    rule.save()
    verb = "deadline_rule.changed" if before else "deadline_rule.added"
    was = {name: str(getattr(before, name, "")) for name in changed}
    record(verb, rule, actor=by, changed=sorted(changed), before=was)
    pagecache.invalidate()
    return rule


@transaction.atomic
def delete_deadline_rule(rule: DeadlineRule, *, by) -> None:
    """Take a rule away: a more general one holds in its place."""
    record("deadline_rule.deleted", rule, actor=by)
    rule.delete()
    pagecache.invalidate()


@transaction.atomic
def delete_deadline_profile(profile: DeadlineProfile, *, by) -> None:
    """Take a set of deadlines away with its rules."""
    record("deadline_profile.deleted", profile, actor=by)
    profile.delete()
    pagecache.invalidate()
