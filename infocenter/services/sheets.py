"""Many documents by spreadsheet: brought with their files, looked at, taken in all at once."""

import zipfile
from collections import Counter
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from infocenter.models import Document, DocumentSheet, SheetFile
from infocenter.services.attaching import attach_file, replace_attachment
from infocenter.services.drafting import create_document, save_document
from infocenter.services.publication import publish_document, submit_document
from infocenter.sheets import planning, reading
from infocenter.sheets.planned import Plan, Planned
from infocenter.states import SheetState
from infocenter.tasks import enqueue_unpacking
from portal.files import encodings, storage
from portal.files import services as files
from portal.history.services import record
from portal.workflow import Refused

KEPT = timedelta(days=8)
MOST_FILES = 2000
SMALL = 20_000_000  # bytes of an archive that is unpacked at once, while the person waits
DRAFT, SUBMIT, PUBLISH = "draft", "submit", "publish"


def receive_sheet(upload, archive, *, by) -> DocumentSheet:
    """Keep a spreadsheet and the archive of its files; a large one is unpacked in the background.

    Raises Refused, which names the file that isn't accepted.
    """
    file = files.store(upload, upload.name)
    packed = files.store(archive, archive.name) if archive else None
    with transaction.atomic():
        sheet = DocumentSheet.objects.create(
            by=by,
            name=upload.name[:255],
            file=file,
            archive=packed,
            state=SheetState.UNPACKING if packed else SheetState.READY,
        )
        if packed and packed.size > SMALL:
            enqueue_unpacking(sheet.pk, get_language() or settings.LANGUAGE_CODE)
    if packed and packed.size <= SMALL:
        unpack_sheet(sheet)
    return sheet


def unpack_sheet(sheet: DocumentSheet) -> None:
    """Store the files of the archive, each by itself; what is wrong with one is told of that one.

    May run again: what is stored already is found there.
    """
    if sheet.archive is None or sheet.state != SheetState.UNPACKING:
        return
    try:
        with zipfile.ZipFile(storage.location(sheet.archive.sha256)) as archive:
            members = [each for each in archive.infolist() if not _is_left_out(each)]
            if len(members) > MOST_FILES:
                message = _("The archive has more than %(most)d files.")
                raise Refused(message % {"most": MOST_FILES})
            if sum(each.file_size for each in members) > settings.FAROL_MAX_UPLOAD_MB * 2**20:
                raise Refused(_("The files of the archive are too large."))
            for member in members:
                _unpack(sheet, archive, member)
    except zipfile.BadZipFile:
        sheet.problem = _("The archive can't be opened: it is no ZIP file, or it is damaged.")
    except Refused as refusal:
        sheet.problem = str(refusal)
    sheet.state = SheetState.READY
    sheet.save(update_fields=["state", "problem"])


def _is_left_out(member: zipfile.ZipInfo) -> bool:
    """Folders, and what programs leave lying about."""
    name = member.filename.rpartition("/")[2]
    return member.is_dir() or name.startswith(".") or "__MACOSX/" in member.filename


def _unpack(sheet: DocumentSheet, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    name = _name_of(member)
    try:
        with archive.open(member) as content:
            file, problem = files.store(content, name), ""
    except Refused as refusal:
        file, problem = None, str(refusal)
    except (RuntimeError, NotImplementedError, zipfile.BadZipFile, OSError, EOFError):
        file, problem = None, _("“%(name)s” can't be unpacked.") % {"name": name}
    SheetFile.objects.update_or_create(
        sheet=sheet, name=name[:500], defaults={"file": file, "problem": problem}
    )


def _name_of(member: zipfile.ZipInfo) -> str:
    """The name as people read it: older programs write it in the encoding of their system."""
    if member.flag_bits & 0x800:
        return member.filename
    read = encodings.read(member.filename.encode("cp437", "replace"))
    return read.text if read else member.filename


def plan_sheet(sheet: DocumentSheet, user) -> Plan:
    """What would become of its rows now."""
    content = storage.location(sheet.file.sha256).read_bytes()
    return planning.plan(*reading.read(content), user, sheet.files.select_related("file"))


@transaction.atomic
def take_sheet(sheet: DocumentSheet, *, by, then: str = DRAFT) -> Counter[str]:
    """Make and change the documents of all rows, or none of them; how many of each.

    `then`: leave them as drafts, submit them, or publish them. Raises Refused, naming the row.
    """
    if not DocumentSheet.objects.filter(pk=sheet.pk, state=SheetState.READY).update(
        state=SheetState.DONE, done_at=timezone.now()
    ):
        raise Refused(_("This spreadsheet has been taken in already."))
    plan = plan_sheet(sheet, by)
    if plan.faults:
        raise Refused(_("The spreadsheet has faults: nothing was taken in."))
    done: Counter[str] = Counter()
    for planned in plan.rows:
        try:
            document = _take(planned, by)
            if document is not None:
                _move(document, by, then)
        except Refused as refusal:
            said = {"row": planned.row.number, "reason": refusal}
            raise Refused(_("Row %(row)d: %(reason)s") % said) from refusal
        if document is not None:
            done["changed" if planned.document else "created"] += 1
    return done


def _take(planned: Planned, by) -> Document | None:
    """The new or changed document of a row; None if it is as the row says already."""
    if planned.is_unchanged:
        return None
    if planned.document is None:
        document = create_document(
            by=by,
            department=planned.department,
            translations=[{"language": code, **each} for code, each in planned.texts.items()],
            topics=planned.topics or (),
            **{name: value for name, value in planned.description.items() if value},
        )
    else:
        document = planned.document
        for name, value in planned.description.items():
            setattr(document, name, value)
        document.department = planned.department
        save_document(
            document,
            by=by,
            changed=sorted(planned.description),
            topics=planned.topics,
            translations=dict(planned.texts),
        )
    _attach(document, planned, by)
    record("document.from_sheet", document, actor=by, row=planned.row.number)
    return document


def _attach(document: Document, planned: Planned, by) -> None:
    """Add the files of a row; one of a name that is there takes the place of that."""
    there = {each.name: each for each in document.kept_attachments().defer("file__text")}
    for name, file in planned.files:
        old = there.get(name)
        if old is None:
            attach_file(document, file, name=name, by=by)
        elif old.file_id != file.pk:
            replace_attachment(old, file, name=name, by=by)


def _move(document: Document, by, then: str) -> None:
    needed = {SUBMIT: "infocenter.submit_document", PUBLISH: "infocenter.publish_document"}
    if then in needed and not by.has_perm(needed[then], document):
        raise Refused(_("You may not do this with it."))
    if then == SUBMIT:
        submit_document(document, by=by)
    elif then == PUBLISH:
        publish_document(document, by=by)


def forget_sheets() -> int:
    """Throw away spreadsheets of past weeks; how many. By the clock."""
    old = DocumentSheet.objects.filter(made_at__lt=timezone.now() - KEPT)
    return old.delete()[1].get("infocenter.DocumentSheet", 0)
