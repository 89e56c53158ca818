"""What a public report says of a period: a few sentences, and tables whose cells lead further.

Its figures are those of the public pages as known at the end of the period, to which each number
leads; lists stand whole, so that a number of a heading has its rows below it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from infocenter import labels as departments
from portal.labels import label
from tracking.models import DateChange, Evaluation, NoticeStep, ProgressReport, Recognition
from tracking.periods import Period
from tracking.public import asof as days
from tracking.public import figures, measure_list
from tracking.public.evaluation_page import address as evaluation_address
from tracking.public.measure_page import least_public_level
from tracking.states.measures import Health
from tracking.states.notices import Act
from tracking.supervising import DAY, beginning


@dataclass(frozen=True)
class Cell:
    """Words or a number, and where it leads."""

    said: str | int
    address: str = ""


@dataclass(frozen=True)
class Table:
    """A part of the report. What is `drawn` are counts, shown as bars beside their numbers."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    is_drawn: bool = False


@dataclass(frozen=True)
class Contents:
    """The whole report in a language."""

    title: str
    summary: str
    sentences: list[Cell] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


def contents(period: Period, language: str) -> Contents:
    """The report of a period, as a reader of the language gets it."""
    with override(language):
        now, before = days.on(period.end), days.on(period.before)
        overview = figures.overview(now, language)
        earlier = figures.overview(before, language).total
        return Contents(
            _("Progress report %(period)s") % {"period": period.name},
            _summary(overview.total),
            _sentences(period, now, language),
            [*_figures(period, overview, earlier), *_lists(period, now, language)],
        )


def _summary(counts: figures.Counts) -> str:
    said = ", ".join(f"{each.name}: {each.number}" for each in counts.numbers)
    number = ngettext("%(number)s measure", "%(number)s measures", counts.total)
    return f"{number % {'number': counts.total}} ({said})."


def _sentences(period: Period, now: days.AsOf, language: str) -> list[Cell]:
    compared = figures.addresses.page("tracking:overview", language)
    query = f"?on={period.end.isoformat()}&with={period.before.isoformat()}"
    known = _("As known on %(day)s. Each number leads to what it counts.")
    return [
        Cell(known % {"day": date_format(period.end)}),
        Cell(_punctual(now)),
        Cell(_("These days compared on the portal"), f"{compared}{query}"),
    ]


def _punctual(now: days.AsOf) -> str:
    found = figures.punctuality(now)
    if found.rate is None:
        return _("Nothing was to be done by now.")
    return _(
        "Done on time, by the date that was promised first: "
        "%(on_time)s of %(promised)s (%(rate)s %%)."
    ) % {"on_time": found.on_time, "promised": found.promised, "rate": found.rate}


def _figures(
    period: Period, overview: figures.Overview, earlier: figures.Counts
) -> Iterator[Table]:
    columns = (_("State"), date_format(period.before), date_format(period.end))
    pairs = zip(overview.total.numbers, earlier.numbers, strict=True)
    rows: list[tuple[Cell, ...]] = [
        (Cell(new.name), _number(old), _number(new)) for new, old in pairs
    ]
    yield Table(_("How measures stand"), columns, rows, is_drawn=True)
    for name, counted in (
        (_("Department"), overview.departments),
        (_("Programme"), overview.programmes),
        (_("Policy"), overview.policies),
    ):
        if counted:
            states = [each.name for each in counted[0].numbers]
            yield Table(
                _("By %(what)s") % {"what": name.lower()},
                (name, *states, _("All")),
                [
                    (Cell(row.name, row.address), *map(_number, row.numbers), Cell(row.total))
                    for row in counted
                ],
            )


def _number(number: figures.Number) -> Cell:
    return Cell(number.number, number.address if number.number else "")


def _lists(period: Period, now: days.AsOf, language: str) -> Iterator[Table]:
    yield from _standing(period, now, language)
    yield from _happened(period, now, language)
    yield from _notices(period, now, language)
    yield from _judged(period, now, language)


def _standing(period: Period, now: days.AsOf, language: str) -> Iterator[Table]:
    """Measures that were completed in the time, and those that were late at its end."""
    standings = figures.standings(now).select_related("measure__programme").order_by("due", "pk")
    done = [
        each
        for each in standings.filter(health=Health.DONE)
        if each.completed_on and period.start <= each.completed_on <= period.end
    ]
    yield from _listed(
        _("Completed in this time"),
        (_("Measure"), _("Department"), _("Complete since")),
        ((*_measure(each, now, language), Cell(date_format(each.completed_on))) for each in done),
    )
    yield from _listed(
        _("Overdue"),
        (_("Measure"), _("Department"), _("Last day"), _("Progress")),
        (
            (
                *_measure(each, now, language),
                Cell(date_format(each.due)),
                Cell(f"{each.progress} %"),
            )
            for each in standings.filter(health=Health.OVERDUE)
        ),
    )


def _happened(period: Period, now: days.AsOf, language: str) -> Iterator[Table]:
    """Dates that were moved and reports that were verified in the time."""
    first, after = beginning(period.start), beginning(period.end + DAY)
    public = {"measure__programme__is_public": True}
    moved = DateChange.objects.filter(milestone=None, at__gte=first, at__lt=after, **public)
    yield from _listed(
        _("Dates that were moved"),
        (_("Measure"), _("From"), _("To"), _("Reason")),
        (
            (
                _named(each.measure, now, language),
                Cell(date_format(each.before)),
                Cell(date_format(each.after)),
                Cell(label(each, "reason", language)),
            )
            for each in moved.select_related("measure").order_by("at", "pk")
        ),
    )
    reports = ProgressReport.objects.verified().filter(decided_at__gte=first, decided_at__lt=after)
    yield from _listed(
        _("Reports that were verified"),
        (_("Measure"), _("Months"), _("The supervisor found")),
        (
            (
                _named(each.measure, now, language),
                Cell(f"{each.period_start:%Y-%m} – {each.period_end:%Y-%m}"),
                Cell(each.get_verdict_display()),
            )
            for each in reports.filter(**public).select_related("measure").order_by("decided_at")
        ),
    )


def _notices(period: Period, now: days.AsOf, language: str) -> Iterator[Table]:
    steps = NoticeStep.objects.filter(
        on__gte=period.start,
        on__lte=period.end,
        level__gte=least_public_level(),
        notice__measure__programme__is_public=True,
        act__in=(Act.OPENED, Act.CLIMBED, Act.RAISED, Act.CLOSED),
    )
    yield from _listed(
        _("Supervision notices"),
        (_("Measure"), _("Day"), _("Level"), _("What happened")),
        (
            (
                _named(each.notice.measure, now, language),
                Cell(date_format(each.on)),
                Cell(each.get_level_display()),
                Cell(each.get_act_display()),
            )
            for each in steps.select_related("notice__measure").order_by("on", "pk")
        ),
    )


def _judged(period: Period, now: days.AsOf, language: str) -> Iterator[Table]:
    first, after = beginning(period.start), beginning(period.end + DAY)
    evaluations = Evaluation.objects.public().filter(
        published_at__gte=first, published_at__lt=after
    )
    yield from _listed(
        _("Evaluations"),
        (_("Name"), _("Score")),
        (
            (
                Cell(label(each, "name", language), evaluation_address(each.pk, language)),
                Cell(f"{each.score() or 0:.1f} / 5"),
            )
            for each in evaluations
        ),
    )
    given = Recognition.objects.public(now.moment).filter(decided_at__gte=first)
    yield from _listed(
        _("Recognition"),
        (_("Measure"), _("Kind"), _("Grounds")),
        (
            (
                _named(each.measure, now, language),
                Cell(each.get_kind_display()),
                Cell(label(each, "grounds", language)),
            )
            for each in given.select_related("measure")
        ),
    )


def _listed(
    title: str, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]
) -> Iterator[Table]:
    """A list under a heading that says how many there are; nothing if there are none."""
    found = list(rows)
    if found:
        yield Table(f"{title}: {len(found)}", columns, found)


def _measure(standing, now: days.AsOf, language: str) -> tuple[Cell, Cell]:
    department = departments.departments(language)[standing.department_id]
    return (_named(standing.measure, now, language), Cell(department.name))


def _named(measure, now: days.AsOf, language: str) -> Cell:
    name = f"{measure.number} {label(measure, 'name', language)}"
    return Cell(name, measure_list.address(measure.pk, language, now))
