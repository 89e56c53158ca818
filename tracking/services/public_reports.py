"""Public reports: made for a period, approved or rejected, published as documents."""

from io import BytesIO

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from infocenter.models import Attachment, Document
from infocenter.services import (
    attach_file,
    create_document,
    offer_dataset,
    publish_document,
    submit_document,
)
from infocenter.states import DocumentType
from portal import languages
from portal.files.services import store
from portal.history.services import record
from portal.organisation.models import Department
from portal.workflow import Refused
from tracking import periods, report_text
from tracking.models import PublicReport
from tracking.report_contents import Contents, contents
from tracking.report_data import columns, data
from tracking.report_sheet import workbook
from tracking.services.writing import Words, lock, move
from tracking.states.public_reports import PUBLIC_REPORT_TRANSITIONS


@transaction.atomic
def make_report(period: str, *, department: Department, by) -> PublicReport:
    """The report of a period that is over, for the leadership group to approve."""
    try:
        about = periods.read(period)
    except ValueError as error:
        raise Refused(_("A period is a month, a quarter or a year: 2026-07, 2026-Q3.")) from error
    if about.end >= timezone.localdate():
        raise Refused(_("This period isn't over yet."))
    try:
        with transaction.atomic():
            report = PublicReport.objects.create(
                period=about.name, department=department, made_by=by
            )
    except IntegrityError as error:
        raise Refused(_("There already is a report of this period.")) from error
    record("public_report.made", report, actor=by)
    return report


@transaction.atomic
def approve_report(
    report: PublicReport, *, by, reason: Words | None = None, seen_version: int | None = None
) -> PublicReport:
    """Publish it as a document in all languages, as spreadsheets, and its data as a dataset."""
    lock(report, seen_version)
    period = periods.read(report.period)
    told = {code: contents(period, code) for code in languages.CODES}
    document = create_document(
        by=by,
        department=report.department,
        type=DocumentType.REPORT,
        number=f"PR-{period.name}",
        issue_date=timezone.localdate(),
        translations=[
            {
                "language": code,
                "title": each.title,
                "summary": each.summary,
                "body": report_text.body(each),
            }
            for code, each in told.items()
        ],
    )
    for code, each in told.items():
        name = f"progress-{period.name}.{languages.bcp47(code)}.xlsx"
        _attach(document, name, _sheet(each), by, code)
    table = _attach(document, f"measures-{period.name}.csv", data(period).encode(), by)
    offer_dataset(table, by=by, columns=columns())
    submit_document(document, by=by)
    publish_document(document, by=by)
    step = PUBLIC_REPORT_TRANSITIONS["approve"]
    move(report, step, by=by, kind="public_report", reason=reason, document=document)
    return report


def _sheet(report: Contents) -> bytes:
    return workbook(report, timezone.localtime().replace(tzinfo=None), settings.FAROL_SITE_URL)


def _attach(document: Document, name: str, content: bytes, by, language: str = "") -> Attachment:
    file = store(BytesIO(content), name)
    return attach_file(document, file, name=name, by=by, language=language)


@transaction.atomic
def reject_report(
    report: PublicReport, *, by, reason: Words, seen_version: int | None = None
) -> PublicReport:
    """It isn't published, for a reason; another one can be made."""
    lock(report, seen_version)
    move(report, PUBLIC_REPORT_TRANSITIONS["reject"], by=by, kind="public_report", reason=reason)
    return report
