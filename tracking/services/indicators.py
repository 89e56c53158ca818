"""Indicators of a measure, and their values as they are observed."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.history.services import record
from portal.workflow import Refused
from tracking.models import Indicator, Observation
from tracking.services.programmes import show


@transaction.atomic
def save_indicator(indicator: Indicator, *, by, changed: Iterable[str] = ()) -> Indicator:
    """Keep a new or changed indicator of a measure."""
    verb = "changed" if indicator.pk else "added"
    if indicator.baseline == indicator.target:
        raise Refused(_("The target of an indicator differs from its baseline."))
    if verb == "added":
        last = indicator.measure.indicators.order_by("-position").first()
        indicator.position = last.position + 1 if last else 0
    indicator.save()
    record(f"indicator.{verb}", indicator, actor=by, changed=sorted(changed))
    show(indicator.measure.programme)
    return indicator


@transaction.atomic
def remove_indicator(indicator: Indicator, *, by) -> None:
    """Take out an indicator that was never observed."""
    if indicator.observations.exists():
        raise Refused(_("It has been observed, and stays."))
    record("indicator.removed", indicator, actor=by)
    indicator.delete()
    show(indicator.measure.programme)


@transaction.atomic
def observe(
    indicator: Indicator,
    *,
    by,
    on: date,
    value: Decimal,
    at: datetime | None = None,
    **source: str,
) -> Observation:
    """Record the value of an indicator on a day; it replaces what was recorded for that day.

    `source` is where it comes from, in its columns by language.
    """
    at = at or timezone.now()
    if on > timezone.localdate(at):
        raise Refused(_("This day is still to come."))
    Indicator.objects.select_for_update().get(pk=indicator.pk)
    before = indicator.observations.filter(on=on, replaced_at=None)
    before.update(replaced_at=at)
    found = Observation.objects.create(
        indicator=indicator, on=on, value=value, recorded_at=at, recorded_by=by, **source
    )
    record("indicator.observed", indicator, actor=by, at=at, on=on.isoformat(), value=str(value))
    show(indicator.measure.programme)
    return found
