"""What is promised, as ratios and times, and whether it holds."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.measuring import Case, share

Cases = dict[str, Case]
GROUPS = {"file guarded": "download"}
YARDSTICK = 120  # microseconds of bare Django for a constant page, where the bars were set


@dataclass(frozen=True)
class Bar:
    """A promise: `needs` are the cases; `found` says what came out and whether it is enough."""

    what: str
    needs: tuple[str, ...]
    found: Callable[[Cases], tuple[str, bool]]


def _share(what: str, one: str, other: str, least: float) -> Bar:
    """At least so many per cent of the other's requests in a second."""

    def found(cases: Cases) -> tuple[str, bool]:
        rate = share(cases[one], cases[other], "rate")
        cpu = share(cases[other], cases[one], "cpu")
        return f"{rate:.0%} (by CPU {cpu:.0%}), bar {least:.0%}", rate >= least

    return Bar(what, (one, other), found)


def _times(what: str, one: str, other: str, least: float) -> Bar:
    """So many times less CPU for a request than the other."""

    def found(cases: Cases) -> tuple[str, bool]:
        times = share(cases[other], cases[one], "cpu")
        return f"{times:.1f} x, bar {least:g} x", times >= least

    return Bar(what, (one, other), found)


def _cpu(what: str, one: str, most: float) -> Bar:
    """At most so many microseconds; beside it what they are in those of the machine of the bars."""
    stick = f"{GROUPS.get(one, one.split()[0])} yardstick"

    def found(cases: Cases) -> tuple[str, bool]:
        cpu = cases[one].median("cpu")
        there = share(cases[one], cases[stick], "cpu") * YARDSTICK
        words = f"{cpu:,.0f} us (by the yardstick {there:,.0f}), bar {most:,.0f} us"
        return words, cpu <= most

    return Bar(what, (one, stick), found)


def bars(database: str) -> list[Bar]:
    """All that is promised on this database."""
    sqlite = database == "sqlite"
    return [
        _share("kept page, 200, beside nginx static", "kept", "static", 0.5),
        _share("kept page, 304, beside nginx static's 200", "kept 304", "static", 0.65),
        _share("kept page behind nginx, beside nginx static", "front", "static", 0.8),
        _cpu("list, first time", "list", 700 if sqlite else 1200),
        _times("list, first time, beside Wagtail", "list", "list wagtail", 20),
        _cpu("document, first time", "document", 700 if sqlite else 1000),
        _times("document, first time, beside Wagtail", "document", "document wagtail", 6),
        _share("public file behind nginx, beside nginx direct", "file front", "file direct", 0.95),
        _cpu("file behind nginx, with the portal's leave", "file guarded", 600),
        _times("file without nginx, beside FileResponse", "file", "file bare 8", 0.95),
    ]


def reported(database: str) -> list[Bar]:
    """What a later piece of work promises: shown, not judged."""
    sqlite = database == "sqlite"
    return [
        _cpu("search, common word", "search common", 5000 if sqlite else 9000),
        _times("search, common word, beside Wagtail", "search common",
               "search wagtail common", 100),
        _times("search, common word, beside Datasette", "search common",
               "search datasette common", 2),
    ]  # fmt: skip
