"""From a report of an error to the edition that puts it right, and to the answer that says so."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from infocenter.models import Document, Edition
from infocenter.services import open_correction, take_credit_back
from infocenter.states import EditionKind
from policies.models import Case, Correction
from policies.services.moves import change, take
from policies.states.cases import CaseKind
from portal.workflow import Refused

MAY_CORRECT = "infocenter.correct_document"


def may_be_corrected(case: Case) -> bool:
    """Whether it reports an error in a document, and nobody has opened that for it yet."""
    about_document = case.about_kind == "document" and case.about_id is not None
    is_report = case.kind == CaseKind.CORRECTION and about_document
    return is_report and case.is_open and not Correction.objects.filter(case=case).exists()


@transaction.atomic
def correct_document(case: Case, *, by, seen=None) -> Correction:
    """The report is right: open its document for a correction, with thanks if they are wanted."""
    take(case, seen)
    if not may_be_corrected(case):
        raise Refused(_("This case doesn't report an error in a document that can be opened."))
    document = Document.objects.filter(pk=case.about_id).first()
    if document is None or not by.has_perm(MAY_CORRECT, document):
        raise Refused(_("You may not open documents of the department that published it."))
    open_correction(document, by=by, credit=case.resident().credit)
    correction = Correction.objects.create(case=case, document=document, opened_by=by)
    change(case, "correcting", by=by)
    return correction


def note_edition(edition: Edition) -> None:
    """A correction was published: the cases that it was opened for know it from now on."""
    if edition.kind != EditionKind.CORRECTION:
        return
    opened = Correction.objects.filter(document=edition.document_id, edition=None)
    for each in opened.select_related("case"):
        take(each.case)
        Correction.objects.filter(pk=each.pk).update(edition=edition)
        change(each.case, "corrected", by=edition.published_by)


def suggested_answer(case: Case) -> str:
    """What an officer may answer once the correction is public; empty as long as it isn't."""
    correction = Correction.objects.filter(case=case).select_related("edition").first()
    if correction is None or correction.edition is None:
        return ""
    with override(case.language):
        words = _("You were right, thank you. It is corrected in edition %(number)d:\n%(address)s")
        return words % {
            "number": correction.edition.edition_number,
            "address": edition_address(correction.edition, case.language),
        }


def edition_address(edition: Edition, language: str) -> str:
    """The address of an edition that stays as it is, whatever is published later."""
    with override(language):
        path = reverse(
            "infocenter:edition-detail", args=[edition.document_id, edition.edition_number]
        )
    return f"{settings.FAROL_SITE_URL}{path}"


def forget_credit(case: Case) -> None:
    """Thank nobody who wants to be forgotten in an edition that isn't published yet."""
    credit = case.resident().credit
    for each in Correction.objects.filter(case=case, edition=None) if credit else ():
        take_credit_back(each.document, credit)
