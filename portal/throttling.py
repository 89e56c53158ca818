"""How often something may be done: counted in the database, so for all processes and hosts alike.

Who did it is kept as a keyed hash only, and no longer than the count runs.
"""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, models
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.trail import address_of

SWEPT_AT_ONCE = 10_000


class Count(models.Model):
    """How often `who` (a hash) has done what a `scope` names, until when it counts."""

    scope = models.CharField(max_length=40)
    who = models.CharField(max_length=64)
    done = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "portal"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["scope", "who"], name="one_count_of_each")]

    def __str__(self):
        return f"{self.scope}: {self.done}"


@dataclass(frozen=True)
class Verdict:
    """Whether it may be done now; if not, from when on."""

    allowed: bool
    retry_at: datetime | None = None

    def __bool__(self) -> bool:
        return self.allowed


def allow(scope: str, key: str, limit: int, seconds: int) -> Verdict:
    """Count that `key` does `scope` once more, if it did less than `limit` times in `seconds`.

    The seconds run from the first time. What is refused isn't counted, so that waiting helps. Many
    at once are counted rightly: it is one conditional change. In a transaction, a count is held
    back from others of the same key until its end, and undone with it.
    """
    if limit < 1:
        return Verdict(False)
    who = _hidden(scope, key)
    while True:
        now = timezone.now()
        if _counted(scope, who, limit, now, now + timedelta(seconds=seconds)):
            return Verdict(True)
        rows = Count.objects.filter(scope=scope, who=who, until__gt=now, done__gte=limit)
        until = rows.values_list("until", flat=True).first()
        if until is not None:  # else it is over by now
            return Verdict(False, until)


def _counted(scope: str, who: str, limit: int, now: datetime, until: datetime) -> bool:
    """Whether one more was counted: the row is made, begun anew or moved on, in one statement."""
    stamp = connection.ops.adapt_datetimefield_value
    values: dict[str, Any] = {
        "scope": scope,
        "who": who,
        "limit": limit,
        "now": stamp(now),
        "until": stamp(until),
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_ONE, values)
        return bool(cursor.fetchall())


# The ORM has no insert that changes what is there on a condition.
_COUNT_ONE = """
    INSERT INTO portal_count (scope, who, done, until)
    VALUES (%(scope)s, %(who)s, 1, %(until)s)
    ON CONFLICT (scope, who) DO UPDATE SET
        done = CASE WHEN portal_count.until > %(now)s THEN portal_count.done + 1 ELSE 1 END,
        until = CASE WHEN portal_count.until > %(now)s THEN portal_count.until
                ELSE excluded.until END
    WHERE portal_count.until <= %(now)s OR portal_count.done < %(limit)s
    RETURNING done
"""


def give_back(scope: str, key: str) -> None:
    """Take back one count: it was no abuse after all (the right code, at the second attempt)."""
    Count.objects.filter(scope=scope, who=_hidden(scope, key), done__gt=0).update(
        done=F("done") - 1
    )


def sweep() -> int:
    """Forget counts that run no more; `run_due` does this."""
    over = Count.objects.filter(until__lte=timezone.now()).order_by("until")
    some = list(over.values_list("pk", flat=True)[:SWEPT_AT_ONCE])
    return Count.objects.filter(pk__in=some, until__lte=timezone.now()).delete()[0]


def _hidden(scope: str, key: str) -> str:
    return salted_hmac(f"throttling.{scope}", key, algorithm="sha256").hexdigest()


def network_of(request: HttpRequest) -> str:
    """The network that asks: an IPv4 address, or the /64 that a household has of IPv6.

    Only ever pass this on to `allow`.
    """
    address = address_of(request)
    if address is None:
        return "unknown"
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False))
