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
    pagecache.invalidate()


@transaction.atomic
def delete_setting(setting: Setting, *, by) -> None:
    """Take it away."""
    record(f"{setting._meta.model_name}.deleted", setting, actor=by)
    setting.delete()
    pagecache.invalidate()
