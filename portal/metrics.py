"""Figures for Prometheus: how many requests of which page, how long they took, what waits.

Counts of all processes of a host lie in one mapped file of the run folder, so that any of them
answers for all, and none is lost when a process ends. Nothing in them is about a person: the name
of a view, never an address.
"""

import fcntl
import hmac
import mmap
import os
from bisect import bisect_left
from collections.abc import Callable, Iterator
from pathlib import Path
from struct import Struct
from threading import Lock
from time import perf_counter

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from portal import moments
from portal.notifications.models import Delivery
from portal.trail import address_of

_SLOT = Struct("=119sxd")  # the name of a series, and its value
_VALUE = Struct("=d")
SLOTS = 4096  # of 128 bytes; what is new after these isn't counted

STEPS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)  # seconds
KEPT = "farol_kept_pages_total"


class Counters:
    """The mapped file. Values only grow."""

    def __init__(self, path: Path):
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o660)
        if os.fstat(self._file).st_size < SLOTS * _SLOT.size:
            os.ftruncate(self._file, SLOTS * _SLOT.size)
        self._map = mmap.mmap(self._file, SLOTS * _SLOT.size)
        self._places: dict[str, int] = {}
        self._threads = Lock()

    def add(self, *more: tuple[str, float]) -> None:
        """Add to series; those that nobody has counted yet begin with this."""
        with self._threads:
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                for name, value in more:
                    place = self._places.get(name) or self._find(name)
                    if place is not None:
                        (now,) = _VALUE.unpack_from(self._map, place)
                        _VALUE.pack_into(self._map, place, now + value)
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)

    def all(self) -> dict[str, float]:
        """Every series with its value."""
        found = {}
        for start in range(0, SLOTS * _SLOT.size, _SLOT.size):
            name, value = _SLOT.unpack_from(self._map, start)
            if name[0] == 0:
                break
            found[name.rstrip(b"\0").decode()] = value
        return found

    def _find(self, name: str) -> int | None:
        """The place of a series' value, which another process may have given it. Locked."""
        wanted = name.encode()
        if len(wanted) > 119:
            return None
        for start in range(0, SLOTS * _SLOT.size, _SLOT.size):
            there, _value = _SLOT.unpack_from(self._map, start)
            if there[0] == 0:
                _SLOT.pack_into(self._map, start, wanted, 0.0)
                there = wanted
            if there.rstrip(b"\0") == wanted:
                self._places[name] = start + _SLOT.size - _VALUE.size
                return self._places[name]
        return None


_counters: Counters | None = None


def counters() -> Counters:
    """This host's counters (others if the settings name another folder, as in tests)."""
    global _counters
    path = Path(settings.FAROL_RUN_DIR) / "metrics"
    if _counters is None or _counters.path != path:
        _counters = Counters(path)
    return _counters


# --- Counting -------------------------------------------------------------------------------------


def measured(get_response: Callable[[HttpRequest], HttpResponse]):
    """Middleware: count each request by view and status, and how long it took."""

    def answer(request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        response = get_response(request)
        took = perf_counter() - began
        view = f'view="{_view_of(request)}"'
        status = f'status="{response.status_code}"'
        step = bisect_left(STEPS, took)
        at_most = STEPS[step] if step < len(STEPS) else "+Inf"
        counters().add(
            (f"farol_requests_total{{{view},{status}}}", 1),
            (f'farol_request_seconds_bucket{{{view},le="{at_most}"}}', 1),
            (f"farol_request_seconds_sum{{{view}}}", took),
            *((KEPT, hits) for hits in _new_hits()),
        )
        return response

    return answer


def _view_of(request: HttpRequest) -> str:
    match = request.resolver_match
    if match is None:
        return "none"
    return "admin" if "admin" in match.namespaces else match.view_name


_hits: Callable[[], int] = lambda: 0  # noqa: E731
_hits_counted = 0


def count_kept(hits: Callable[[], int]) -> None:
    """Count also pages that this process answers without Django: how many until now."""
    global _hits
    _hits = hits


def _new_hits() -> Iterator[int]:
    """How many kept pages this process has answered since it was asked last, if any."""
    global _hits_counted
    now = _hits()
    if now > _hits_counted:
        more, _hits_counted = now - _hits_counted, now
        yield more


# --- Telling --------------------------------------------------------------------------------------

KINDS = (
    ("farol_requests_total", "counter", "Requests that Django answered."),
    ("farol_request_seconds", "histogram", "How long they took."),
    (KEPT, "counter", "Pages answered without Django."),
    ("farol_tasks", "gauge", "Background tasks by state."),
    ("farol_mails", "gauge", "Mails by state."),
    ("farol_last_seconds", "gauge", "When something was done last."),
    ("farol_database_up", "gauge", "Whether the database answers."),
)


@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """All figures in Prometheus' text format, for whom the settings let in."""
    if not _may(request):
        return HttpResponse("Not for you.\n", status=403, content_type="text/plain")
    counters().add(*((KEPT, hits) for hits in _new_hits()))
    series = _cumulative(counters().all()) | _waiting()
    lines = []
    for name, kind, told in KINDS:
        lines += [f"# HELP {name} {told}", f"# TYPE {name} {kind}"]
        lines += [f"{each} {value!r}" for each, value in series.items() if _is_of(each, name)]
    text = "\n".join([*lines, ""])
    return HttpResponse(text, content_type="text/plain; version=0.0.4; charset=utf-8")


def _is_of(series: str, name: str) -> bool:
    plain = series.partition("{")[0]
    return plain in (name, f"{name}_bucket", f"{name}_sum", f"{name}_count")


def _may(request: HttpRequest) -> bool:
    """Who knows the token, or asks from a network that is let in; by default nobody."""
    said = request.headers.get("Authorization", "")
    token = settings.FAROL_METRICS_TOKEN
    if token and hmac.compare_digest(said.encode(), f"Bearer {token}".encode()):
        return True
    address = address_of(request)
    return address is not None and any(
        address in network for network in settings.FAROL_METRICS_NETWORKS
    )


def _cumulative(counted: dict[str, float]) -> dict[str, float]:
    """Buckets as Prometheus has them: each holds the shorter ones, the last is the count."""
    series = {name: value for name, value in counted.items() if "_bucket{" not in name}
    begun = "farol_request_seconds_sum{"
    for name in [each for each in series if each.startswith(begun)]:
        view, total = name.removeprefix(begun).removesuffix("}"), 0.0
        for step in (*STEPS, "+Inf"):
            bucket = f'farol_request_seconds_bucket{{{view},le="{step}"}}'
            total += counted.get(bucket, 0)
            series[bucket] = total
        series[f"farol_request_seconds_count{{{view}}}"] = total
    return series


def _waiting() -> dict[str, float]:
    """What waits in the database, and what was done last."""
    series: dict[str, float] = {}
    try:
        for status, number in _by_status(DBTaskResult.objects.all()):
            series[f'farol_tasks{{state="{status.lower()}"}}'] = number
        for status, number in _by_status(Delivery.objects.all()):
            series[f'farol_mails{{state="{status}"}}'] = number
        for name, at in moments.last().items():
            series[f'farol_last_seconds{{what="{name}"}}'] = at.timestamp()
    except DatabaseError:
        return {"farol_database_up": 0}
    return {**series, "farol_database_up": 1}


def _by_status(rows):
    return rows.order_by().values_list("status").annotate(Count("pk"))
