"""Having the portal inspected, and setting what counts as a fault."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from portal.history.services import record
from portal.inspection.models import Inspection, Limits
from portal.inspection.tasks import inspect

KEPT = timedelta(days=366)


@transaction.atomic
def begin_inspection(*, by) -> Inspection:
    """Have the portal looked over in the background; the page of this shows what it finds."""
    inspection = Inspection.objects.create(by=by)
    record("inspection.begun", inspection, actor=by)
    transaction.on_commit(lambda: inspect.enqueue(inspection.pk))
    return inspection


@transaction.atomic
def inspect_daily() -> int:
    """Once a day, by the clock; old ones are thrown away. How many were begun."""
    Limits.objects.select_for_update().get_or_create(pk=1)  # one run after the other
    Inspection.objects.filter(made_at__lt=timezone.now() - KEPT).delete()
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    if Inspection.objects.filter(by=None, made_at__gte=today).exists():
        return 0
    begin_inspection(by=None)
    return 1


@transaction.atomic
def save_limits(limits: Limits, *, by, changed: Iterable[str] = ()) -> Limits:
    """Other limits hold from the next inspection on."""
    limits.save()
    record("inspection.limits", limits, actor=by, changed=sorted(changed))
    return limits
