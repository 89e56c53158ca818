"""A public report in words and tables: Markdown in each language, and its data as a table.

Its figures are those of the public pages as known at the end of the period, to which each number
leads; lists stand whole, so that a number of a heading has its rows below it.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from io import StringIO

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from infocenter import labels as departments
from portal.labels import label
from portal.spreadsheets import harmless
from tracking.models import DateChange, Evaluation, NoticeStep, ProgressReport, Recognition
from tracking.periods import Period
from tracking.public import asof as days
from tracking.public import figures, measure_list
from tracking.public.evaluation_page import address as evaluation_address
from tracking.public.measure_page import least_public_level
from tracking.states.measures import Health
from tracking.states.notices import Act
from tracking.supervising import DAY, beginning

COLUMNS = (
    "programme", "measure", "name_zh_hant", "name_pt", "name_en", "department", "start", "due",
    "first_promised", "progress", "health", "completed",
)  # fmt: skip


def title(period: Period, language: str) -> str:
    """What it is called."""
    with override(language):
        return _("Progress report %(period)s") % {"period": period.name}


def summary(period: Period, language: str) -> str:
    """A sentence that says how measures stood."""
    with override(language):
        asof = days.on(period.end)
        counts = figures.overview(asof, language).total
        said = ", ".join(f"{each.name}: {each.number}" for each in counts.numbers)
        number = ngettext("%(number)s measure", "%(number)s measures", counts.total)
        return f"{number % {'number': counts.total}} ({said})."


def body(period: Period, language: str) -> str:
    """The whole report in Markdown."""
    with override(language):
        return "\n\n".join(_parts(period, language))


def _parts(period: Period, language: str) -> Iterator[str]:
    now, before = days.on(period.end), days.on(period.before)
    yield _("As known on %(day)s. Each number leads to what it counts.") % {
        "day": date_format(period.end)
    }
    then = figures.overview(before, language).total
    overview = figures.overview(now, language)
    yield f"## {_('How measures stand')}"
    head = (_("State"), date_format(period.before), date_format(period.end))
    pairs = zip(overview.total.numbers, then.numbers, strict=True)
    yield _table(head, ((new.name, _linked(old), _linked(new)) for new, old in pairs))
    compared = f"{figures.addresses.page('tracking:overview', language)}"
    query = f"?on={period.end.isoformat()}&with={period.before.isoformat()}"
    yield f"[{_('The same as charts')}]({compared}{query})"
    yield _punctual(now)
    for name, rows in (
        (_("Department"), overview.departments),
        (_("Programme"), overview.programmes),
        (_("Policy"), overview.policies),
    ):
        if rows:
            yield f"## {_('By %(what)s') % {'what': name.lower()}}"
            states = [each.name for each in rows[0].numbers]
            lines = (
                (_link(row.name, row.address), *map(_linked, row.numbers), row.total)
                for row in rows
            )
            yield _table((name, *states, _("All")), lines)
    yield from _lists(period, now, language)


def _linked(number: figures.Number) -> str:
    return f"[{number.number}]({number.address})" if number.number else "0"


def _punctual(now: days.AsOf) -> str:
    found = figures.punctuality(now)
    if found.rate is None:
        return _("Nothing was to be done by now.")
    return _(
        "Done on time, by the date that was promised first: "
        "%(on_time)s of %(promised)s (%(rate)s %%)."
    ) % {"on_time": found.on_time, "promised": found.promised, "rate": found.rate}


def _lists(period: Period, now: days.AsOf, language: str) -> Iterator[str]:
    standings = figures.standings(now).select_related("measure__programme").order_by("due", "pk")
    done = [
        each
        for each in standings.filter(health=Health.DONE)
        if each.completed_on and period.start <= each.completed_on <= period.end
    ]
    yield from _section(
        _("Completed in this time"),
        (_("Measure"), _("Department"), _("Complete since")),
        ((*_measure(each, now, language), date_format(each.completed_on)) for each in done),
    )
    overdue = standings.filter(health=Health.OVERDUE)
    yield from _section(
        _("Overdue"),
        (_("Measure"), _("Department"), _("Last day"), _("Progress")),
        (
            (*_measure(each, now, language), date_format(each.due), f"{each.progress} %")
            for each in overdue
        ),
    )
    first, after = beginning(period.start), beginning(period.end + DAY)
    public = {"measure__programme__is_public": True}
    moved = DateChange.objects.filter(milestone=None, at__gte=first, at__lt=after, **public)
    yield from _section(
        _("Dates that were moved"),
        (_("Measure"), _("From"), _("To"), _("Reason")),
        (
            (
                _named(each.measure, now, language),
                date_format(each.before),
                date_format(each.after),
                _plain(label(each, "reason", language)),
            )
            for each in moved.select_related("measure").order_by("at", "pk")
        ),
    )
    reports = ProgressReport.objects.verified().filter(decided_at__gte=first, decided_at__lt=after)
    yield from _section(
        _("Reports that were verified"),
        (_("Measure"), _("Months"), _("The supervisor found")),
        (
            (
                _named(each.measure, now, language),
                f"{each.period_start:%Y-%m} – {each.period_end:%Y-%m}",
                each.get_verdict_display(),
            )
            for each in reports.filter(**public).select_related("measure").order_by("decided_at")
        ),
    )
    yield from _notices(period, now, language)
    yield from _judged(period, now, language)


def _notices(period: Period, now: days.AsOf, language: str) -> Iterator[str]:
    steps = NoticeStep.objects.filter(
        on__gte=period.start,
        on__lte=period.end,
        level__gte=least_public_level(),
        notice__measure__programme__is_public=True,
        act__in=(Act.OPENED, Act.CLIMBED, Act.RAISED, Act.CLOSED),
    )
    yield from _section(
        _("Supervision notices"),
        (_("Measure"), _("Day"), _("Level"), _("What happened")),
        (
            (
                _named(each.notice.measure, now, language),
                date_format(each.on),
                each.get_level_display(),
                each.get_act_display(),
            )
            for each in steps.select_related("notice__measure").order_by("on", "pk")
        ),
    )


def _judged(period: Period, now: days.AsOf, language: str) -> Iterator[str]:
    first, after = beginning(period.start), beginning(period.end + DAY)
    evaluations = Evaluation.objects.public().filter(
        published_at__gte=first, published_at__lt=after
    )
    yield from _section(
        _("Evaluations"),
        (_("Name"), _("Score")),
        (
            (
                _link(label(each, "name", language), evaluation_address(each.pk, language)),
                f"{each.score() or 0:.1f} / 5",
            )
            for each in evaluations
        ),
    )
    given = Recognition.objects.public(now.moment).filter(decided_at__gte=first)
    yield from _section(
        _("Recognition"),
        (_("Measure"), _("Kind"), _("Grounds")),
        (
            (
                _named(each.measure, now, language),
                each.get_kind_display(),
                _plain(label(each, "grounds", language)),
            )
            for each in given.select_related("measure")
        ),
    )


def _measure(standing, now: days.AsOf, language: str) -> tuple[str, str]:
    department = departments.departments(language)[standing.department_id]
    return (_named(standing.measure, now, language), _plain(department.name))


def _named(measure, now: days.AsOf, language: str) -> str:
    name = f"{measure.number} {label(measure, 'name', language)}"
    return _link(name, measure_list.address(measure.pk, language, now))


def _link(words: str, address: str) -> str:
    return f"[{_plain(words)}]({address})"


def _section(title: str, head: tuple[str, ...], rows: Iterable[tuple]) -> Iterator[str]:
    """A list under a heading that says how many there are; nothing if there are none."""
    found = list(rows)
    if found:
        yield f"## {title}: {len(found)}"
        yield _table(head, found)


def _table(head: Iterable, rows: Iterable[Iterable]) -> str:
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def _plain(words: str) -> str:
    """Words that can't be taken for markup, on one line."""
    for each in "\\`*_[]<>|#":
        words = words.replace(each, f"\\{each}")
    return " ".join(words.split())


def data(period: Period) -> str:
    """What was known of each measure at the end of the period, as CSV with a byte order mark."""
    out = StringIO()
    out.write("\ufeff")
    table = csv.writer(out)
    table.writerow(COLUMNS)
    known = figures.standings(days.on(period.end)).select_related(
        "measure__programme", "department"
    )
    for each in known.order_by("measure__programme__number", "measure__position", "measure"):
        measure = each.measure
        names = (getattr(measure, f"name_{code}") or "" for code in ("zh_hant", "pt", "en"))
        cells = (measure.programme.number, measure.number, *names, each.department.code)
        dates: list[date | None] = [each.start, each.due, each.original_due]
        table.writerow(
            [
                *map(harmless, cells),
                *dates,
                each.progress,
                each.health,
                each.completed_on or "",
            ]
        )
    return out.getvalue()
