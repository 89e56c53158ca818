"""Keeping what officers and operators set: ready-made answers, routing rules, practices."""

from collections.abc import Iterable

from django.db import transaction

from policies.models import CannedAnswer, Practice, RoutingRule
from portal import pagecache
from portal.history.services import record

Setting = CannedAnswer | Practice | RoutingRule


@transaction.atomic
def save_setting(setting: Setting, *, by, changed: Iterable[str] = ()) -> None:
    """Keep it as it is now; history says what was changed."""
    verb = "added" if setting.pk is None else "changed"
    setting.save()
    record(f"{setting._meta.model_name}.{verb}", setting, actor=by, changed=sorted(changed))
    _forget(setting)


@transaction.atomic
def delete_setting(setting: Setting, *, by) -> None:
    """Take it away."""
    record(f"{setting._meta.model_name}.deleted", setting, actor=by)
    setting.delete()
    _forget(setting)


def _forget(setting: Setting) -> None:
    """Routing rules are kept for as long as pages are (services/routing.py), the others aren't."""
    if isinstance(setting, RoutingRule):
        pagecache.invalidate()
