"""The difference between two editions: texts, what is said about them, and files."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from infocenter import detail, differences, labels, reading
from infocenter.differences import Line, Piece
from infocenter.presentation import choose
from infocenter.reading import File, Published
from portal import languages

MOST_LINES = 2_000  # of a page; a longer difference is better read in the editions themselves


@dataclass(frozen=True)
class Changes:
    """What differs, ready to be shown. Empty parts didn't change."""

    title: tuple[Piece, ...]
    summary: list[Line | None]
    body: list[Line | None]
    body_cut: bool
    facts: list[tuple[str, str, str]]
    files: list[dict]
    lang: str
    absent: str  # "old" or "new" if that edition has no such language version

    def __bool__(self):
        parts = (self.title, self.summary, self.body, self.facts, self.files, self.absent)
        return any(parts)


def language(reader: str, old: Published, new: Published) -> str:
    """The language version to compare in: the best for the reader of those that both have."""
    return choose(reader, old.versions.keys() & new.versions.keys() or new.versions).written


def between(old: Published, new: Published, code: str, reader: str) -> Changes:
    """What changed from `old` to `new` in the language version `code`, for `reader`."""
    a, b = old.versions.get(code), new.versions.get(code)
    absent = "" if bool(a) == bool(b) else ("new" if a else "old")
    body = _changed(*(reading.markdown(edition, code) for edition in (old, new)))
    titles = (a.title if a else "", b.title if b else "")
    return Changes(
        title=differences.words(*titles) if titles[0] != titles[1] else (),
        summary=_changed(a.summary if a else "", b.summary if b else ""),
        body=body[:MOST_LINES],
        body_cut=len(body) > MOST_LINES,
        facts=_facts(old, new, reader),
        files=_files(old.files, new.files, reader),
        lang=languages.bcp47(code),
        absent=absent,
    )


def _changed(old: str, new: str) -> list[Line | None]:
    old, new = old.replace("\r\n", "\n"), new.replace("\r\n", "\n")
    return differences.shortened(differences.compare(old, new)) if old != new else []


def _facts(old: Published, new: Published, reader: str) -> list[tuple[str, str, str]]:
    before, after = _said(old, reader), _said(new, reader)
    return [(name, before[name], after[name]) for name in before if before[name] != after[name]]


def _said(edition: Published, reader: str) -> dict[str, str]:
    topics = labels.topics(reader)
    return {
        _("Type"): labels.types(reader)[edition.type],
        _("Number"): edition.number,
        _("Department"): labels.departments(reader)[edition.department_id].name,
        _("Topics"): " · ".join(each.name for pk, each in topics.items() if pk in edition.topics),
        _("Languages"): " · ".join(
            name for c, name in languages.LANGUAGES if c in edition.versions
        ),
        _("Issue date"): labels.day(edition.issue_date, reader),
        _("In effect from"): labels.day(edition.effective_date, reader),
        _("Licence"): detail.licence(edition.licence, reader),
        _("Source"): edition.source,
        _("Address of the source"): edition.source_url,
        _("Verified by"): edition.verified_by,
        _("Verified on"): labels.day(edition.verified_on, reader),
        _("Next review"): labels.day(edition.review_on, reader),
    }


def _files(old: list[File], new: list[File], reader: str) -> list[dict]:
    """Files that were added, removed, replaced (same name, other bytes) or renamed (same bytes)."""
    gone = [each for each in old if each.sha256 not in {other.sha256 for other in new}]
    come = [each for each in new if each.sha256 not in {other.sha256 for other in old}]
    by_name = {each.name: each for each in gone}
    changes = []
    for each in come:
        before = by_name.pop(each.name, None)
        changes.append(_file("replaced" if before else "added", before, each, reader))
    changes += [_file("removed", each, None, reader) for each in gone if each.name in by_name]
    names = {each.sha256: each for each in old}
    for each in new:
        before = names.get(each.sha256)
        if before and before.name != each.name and each.name not in {o.name for o in old}:
            changes.append(_file("renamed", before, each, reader))
    return changes


def _file(change: str, old: File | None, new: File | None, reader: str) -> dict:
    either = new or old
    return {
        "change": change,
        "words": {
            "added": _("Added"),
            "removed": _("Removed"),
            "replaced": _("Replaced"),
            "renamed": _("Renamed"),
        }[change],
        "label": detail.extension(either.name) if either else "",
        "old": old,
        "new": new,
        "old_size": detail.size(old.size, reader) if old else "",
        "new_size": detail.size(new.size, reader) if new else "",
    }
