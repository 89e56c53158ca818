"""Public reports: made for a period, approved or rejected, published as documents."""

from io import BytesIO

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

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
def approve_report(report: PublicReport, *, by, seen_version: int | None = None) -> PublicReport:
    """Publish it as a document in all languages, with its data as a table to query."""
    lock(report, seen_version)
    period = periods.read(report.period)
    document = create_document(
        by=by,
        department=report.department,
        type=DocumentType.REPORT,
        number=f"PR-{period.name}",
        issue_date=timezone.localdate(),
        translations=[
            {
                "language": code,
                "title": report_text.title(period, code),
                "summary": report_text.summary(period, code),
                "body": report_text.body(period, code),
            }
            for code in languages.CODES
        ],
    )
    name = f"measures-{period.name}.csv"
    stored = store(BytesIO(report_text.data(period).encode()), name)
    offer_dataset(attach_file(document, stored, name=name, by=by), by=by)
    submit_document(document, by=by)
    publish_document(document, by=by)
    step = PUBLIC_REPORT_TRANSITIONS["approve"]
    move(report, step, by=by, kind="public_report", document=document)
    return report


@transaction.atomic
def reject_report(
    report: PublicReport, *, by, reason: Words, seen_version: int | None = None
) -> PublicReport:
    """It isn't published, for a reason; another one can be made."""
    lock(report, seen_version)
    move(report, PUBLIC_REPORT_TRANSITIONS["reject"], by=by, kind="public_report", reason=reason)
    return report
