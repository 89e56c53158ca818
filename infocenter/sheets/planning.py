"""What would become of the rows of a spreadsheet: new documents, changed ones, faults.

Nothing is changed here. The same plan is shown before and carried out afterwards.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from infocenter.models import Document, SheetFile, Topic
from infocenter.sheets.columns import ABOUT, COLUMNS, plain
from infocenter.sheets.planned import Plan, Planned, changes_of, faults_of
from infocenter.sheets.reading import Fault, Row
from infocenter.states import Status
from portal import labels
from portal.files.models import StoredFile
from portal.organisation.models import Department

FIELDS = [
    each.key for each in ABOUT if each.key not in ("document", "department", "topics", "files")
]
LOCKED = (Status.IN_REVIEW, Status.SCHEDULED)


def plan(
    rows: Iterable[Row], faults: Iterable[Fault], user, files: Iterable[SheetFile] = ()
) -> Plan:
    """What `user` would do with these rows and files."""
    found = Plan(faults=list(faults))
    planner = _Planner(list(rows), user, files, found.faults)
    for row in planner.rows:
        before = len(found.faults)
        planned = planner.planned(row)
        if planned and len(found.faults) == before:
            found.rows.append(planned)
    found.faults += planner.repeated()
    found.faults.sort(key=lambda each: each.row)
    return found


class _Planner:
    """What all rows have in common: read once."""

    def __init__(self, rows: list[Row], user, files: Iterable[SheetFile], faults: list[Fault]):
        self.rows, self.user, self.faults = rows, user, faults
        own = Department.objects.managed_by(user, "infocenter.add_document").active()
        self.departments = {plain(each.code): each for each in own}
        self.topics: dict[str, Topic] = {}
        for topic in Topic.objects.all():
            names = (getattr(topic, column) or "" for _code, column in labels.columns("name"))
            self.topics |= {plain(name): topic for name in (topic.slug, *names) if name}
        self.files = _by_name(files)
        self.by_id = self._documents(pk__in=_numbers(rows))
        self.by_number = {
            (each.department_id, each.number): each
            for each in self._documents(
                number__in=[row.said("number") for row in rows if row.said("number")]
            ).values()
        }

    def _documents(self, **wanted) -> dict[int, Document]:
        documents = Document.objects.filter(**wanted).select_related("department")
        parts = documents.prefetch_related("translations", "topics", "attachments__file")
        return {each.pk: each for each in parts}

    def planned(self, row: Row) -> Planned | None:
        """What the row would do; None if that can't be said."""
        document = self._document(row)
        if document is None and row.cells.get("document"):
            return None  # the fault is told
        department = self._department(row, document)
        if department is None:
            return None
        document = document or self._same_number(row, department)
        if document is not None and not self._may_change(row, document):
            return None
        found = Planned(row, document, department)
        found.description = {name: row.cells[name] for name in FIELDS if name in row.cells}
        found.texts = _texts(row)
        found.topics = self._topics(row)
        found.files = list(self._files(row))
        self.faults += faults_of(found)
        found.changes = changes_of(found)
        return found

    def _document(self, row: Row) -> Document | None:
        said = row.said("document")
        if not said:
            return None
        there = self.by_id.get(int(said)) if _is_number(said) else None
        if there is None or not self.user.has_perm("infocenter.view_document", there):
            message = _("There is no document of yours with this number.")
            self.faults.append(row.fault("document", message))
            return None
        return there

    def _department(self, row: Row, document: Document | None) -> Department | None:
        code = row.said("department")
        found = self.departments.get(plain(code)) if code else None
        if not code and document is not None:
            return document.department
        if not code and len(self.departments) == 1:
            return next(iter(self.departments.values()))
        if found is None:
            message = _("There is no department “%(code)s” in which you may write.")
            if not code:
                message = _("Say which department it belongs to.")
            self.faults.append(row.fault("department", message % {"code": code[:20]}))
        return found

    def _same_number(self, row: Row, department: Department) -> Document | None:
        return self.by_number.get((department.pk, row.said("number")))

    def _may_change(self, row: Row, document: Document) -> bool:
        if not self.user.has_perm("infocenter.change_document", document):
            self.faults.append(row.fault("document", _("You may not change this document.")))
            return False
        if document.status in LOCKED:
            message = _("It can't be changed while it is %(state)s.")
            state = {"state": document.get_status_display()}
            self.faults.append(row.fault("document", message % state))
            return False
        return True

    def _topics(self, row: Row) -> list[Topic] | None:
        if "topics" not in row.cells:
            return None
        names = _parted(row.said("topics"))
        for name in names:
            if plain(name) not in self.topics:
                message = _("There is no topic “%(name)s”.") % {"name": name[:60]}
                self.faults.append(row.fault("topics", message))
        return [self.topics[plain(each)] for each in names if plain(each) in self.topics]

    def _files(self, row: Row) -> Iterator[tuple[str, StoredFile]]:
        for name in _parted(row.said("files")):
            sent = self.files.get(plain(name))
            if sent is None and self._is_there(row, name):
                continue
            if sent is None:
                message = _("There is no file “%(name)s” in the archive.") % {"name": name[:80]}
                self.faults.append(row.fault("files", message))
            elif sent.file is None:
                self.faults.append(row.fault("files", sent.problem))
            else:
                yield name.rpartition("/")[2], sent.file

    def _is_there(self, row: Row, name: str) -> bool:
        """Whether the document that the row names has this file already."""
        said = row.said("document")
        document = self.by_id.get(int(said)) if _is_number(said) else None
        kept = document.attachments.all() if document else ()
        return any(each.name == name and not each.removed_at for each in kept)

    def repeated(self) -> Iterator[Fault]:
        """Rows that are about the same document as one above them."""
        for key in ("document", "number"):
            seen: Counter = Counter()
            for row in self.rows:
                said = row.said(key)
                place = (said, row.said("department") if key == "number" else "")
                if said and seen[place]:
                    yield row.fault(key, _("An earlier row has the same number."))
                seen[place] += 1


def _numbers(rows: Iterable[Row]) -> list[int]:
    return [int(row.said("document")) for row in rows if _is_number(row.said("document"))]


def _is_number(said: str) -> bool:
    return said.isascii() and said.isdigit() and len(said) < 19


def _by_name(files: Iterable[SheetFile]) -> dict[str, SheetFile]:
    """Files by their path in the archive and, where that is enough, by their name alone."""
    files = list(files)
    alone = Counter(plain(each.name.rpartition("/")[2]) for each in files)
    found = {plain(each.name): each for each in files}
    for each in files:
        name = plain(each.name.rpartition("/")[2])
        if alone[name] == 1:
            found.setdefault(name, each)
    return found


def _parted(words: str) -> list[str]:
    parts = (each.strip() for each in words.replace("\n", ";").replace("；", ";").split(";"))
    return list(dict.fromkeys(filter(None, parts)))


def _texts(row: Row) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for column in COLUMNS:
        if column.language and column.key in row.cells:
            found.setdefault(column.language, {})[column.field] = row.cells[column.key] or ""
    return found
