"""Announcements, events and campaigns in lists, to a reader of one language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.http import urlencode

from infocenter import addresses, labels
from infocenter.models import Announcement, Event, Outreach
from infocenter.outreach import indexing
from infocenter.outreach.querysets import OutreachQuerySet
from infocenter.outreach.states import Entry
from infocenter.presentation import choose

PAGE = 20


@dataclass(frozen=True)
class Row:
    """A thing in a list."""

    address: str
    title: str
    lang: str
    summary: str
    department: labels.Named
    at: datetime  # published, or the beginning of an event
    until: datetime | None = None  # the end of an event
    place: str = ""
    stage: str = ""
    stage_name: str = ""
    entry: str = ""
    entry_name: str = ""


class Page(NamedTuple):
    """Some rows, and the address from which the list goes on."""

    rows: list[Row]
    first: str
    next: str


def shown(things: Iterable[Outreach], language: str, now: datetime | None = None) -> list[Row]:
    """Rows of things that have their translations with them."""
    moment = now or timezone.now()
    return [_row(each, language, moment) for each in things]


def _row(thing: Outreach, language: str, now: datetime) -> Row:
    versions = {each.language: each for each in thing.translations.all()}
    found = choose(language, versions)
    version = versions[found.written]
    about: dict[str, Any] = {}
    if isinstance(thing, Event):
        stage, entry = thing.stage(now), thing.entry(now)
        about = {
            "until": thing.ends_at,
            "place": found.text(version.place),
            "stage": stage,
            "stage_name": str(stage.label),
            "entry": "" if entry == Entry.FREE else entry,
            "entry_name": str(entry.label),
        }
    return Row(
        address=indexing.address(thing, language),
        title=found.text(version.title),
        lang=found.lang,
        summary=found.text(version.summary),
        department=labels.departments(language)[thing.department_id],
        at=thing.starts_at if isinstance(thing, Event) else thing.published_at or now,
        **about,
    )


def news(language: str, *, department: int | None = None, limit: int = 3) -> list[Row]:
    """The newest announcements (of a department)."""
    rows = Announcement.objects.public().newest_first()
    return shown(_of(rows, department).prefetch_related("translations")[:limit], language)


def coming(language: str, *, department: int | None = None, limit: int = 3) -> list[Row]:
    """The next events (of a department) that take place."""
    now = timezone.now()
    rows = Event.objects.public(now).taking_place().coming(now)
    return shown(_of(rows, department).prefetch_related("translations")[:limit], language, now)


def _of(rows: OutreachQuerySet, department: int | None):
    return rows if department is None else rows.filter(department=department)


def next_change() -> datetime | None:
    """When news or events next change by themselves."""
    now = timezone.now()
    moments = [model.objects.next_change(now) for model in (Announcement, Event)]
    return min((each for each in moments if each), default=None)


def newest(rows: OutreachQuerySet, asked, language: str) -> Page:
    """A page of a list, the newest first, narrowed to a department and begun as `asked`."""
    rows, kept = narrowed(rows, asked)
    before = asked.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        last = rows.filter(pk=int(before)).values_list("published_at", "pk").first()
        rows = rows.after(*last) if last else rows
    found = list(rows.newest_first().prefetch_related("translations")[: PAGE + 1])
    base = addresses.page(indexing.LISTS[rows.model], language)
    more = base + _query({**kept, "before": str(found[PAGE - 1].pk)}) if len(found) > PAGE else ""
    return Page(shown(found[:PAGE], language), base + _query(kept) if before else "", more)


def narrowed(rows, asked) -> tuple:
    """The rows of the department that is asked for, and what further addresses keep of it."""
    code = asked.get("department", "")
    if not code:
        return rows, {}
    if "\x00" in code:  # PostgreSQL has no such character
        return rows.none(), {}
    return rows.filter(department__code=code), {"department": code}


def _query(pairs: dict[str, str]) -> str:
    return f"?{urlencode(pairs)}" if pairs else ""
