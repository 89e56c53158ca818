"""What waits for a person among the documents."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from infocenter.models import Attachment, Document, Table
from infocenter.states import Status, TableStatus
from portal.desk import Item, Pile, first_of
from portal.files.states import TextState

SHOWN = 5
REVIEW_SOON = timedelta(days=14)
TROUBLED = (
    TextState.NO_TEXT,
    TextState.ENCRYPTED,
    TextState.BROKEN,
    TextState.TOO_LARGE,
    TextState.TIMED_OUT,
)


def waiting_for(user) -> list[Pile]:
    """The piles that this person can do something about, in the order of urgency."""
    documents = Document.objects.managed_by(user).select_related("department")
    listed = reverse("admin:infocenter_document_changelist")
    piles = []
    if user.has_perm("infocenter.change_document"):
        mine = documents.filter(status=Status.DRAFT, created_by=user)
        piles.append(
            _pile(
                "returned",
                _("Returned to me"),
                _("Nothing was returned to you."),
                mine.exclude(status_reason=""),
                f"{listed}?waiting=returned",
            )
        )
    if user.has_perm("infocenter.publish_document"):
        piles.append(
            _pile(
                "review",
                _("Waiting for my review"),
                _("No document waits for your review."),
                documents.managed_by(user, "infocenter.publish_document").in_review(),
                reverse("admin:infocenter_document_review"),
            )
        )
    if user.has_perm("infocenter.change_document"):
        piles.append(
            _pile(
                "drafts",
                _("My drafts"),
                _("You have no drafts."),
                mine.filter(status_reason=""),
                f"{listed}?waiting=mine",
            )
        )
        piles += [*_dates(documents, listed), _troubled_files(user, documents)]
    return piles


def review_overdue(documents):
    """Public documents that should have been checked by now."""
    return documents.review_overdue(timezone.localdate())


def review_coming(documents):
    """Public documents that have to be checked in the next days."""
    today = timezone.localdate()
    return documents.review_between(today, today + REVIEW_SOON)


def _dates(documents, listed):
    yield _pile(
        "scheduled",
        _("Scheduled"),
        _("Nothing is scheduled."),
        documents.filter(status=Status.SCHEDULED).order_by("scheduled_for"),
        f"{listed}?status__exact={Status.SCHEDULED}",
    )
    yield _pile(
        "corrections",
        _("Corrections to write"),
        _("No document is open for a correction."),
        documents.to_correct(),
        f"{listed}?waiting=corrections",
    )
    yield _pile(
        "behind",
        _("Translations behind their original"),
        _("Every translation is in step."),
        documents.with_translations_behind(),
        f"{listed}?waiting=behind",
    )
    yield _pile(
        "overdue",
        _("Review overdue"),
        _("No review is overdue."),
        review_overdue(documents).order_by("review_on"),
        f"{listed}?waiting=overdue",
    )


def _pile(key, title, empty, documents, address) -> Pile:
    found, count = first_of(documents.prefetch_related("translations"), SHOWN)
    return Pile(key, title, empty, count, [_item(key, each) for each in found], address)


def _item(key: str, document) -> Item:
    said = (document.department.code, document.number, _when(key, document))
    return Item(
        str(document),
        reverse("admin:infocenter_document_change", args=[document.pk]),
        " · ".join(filter(None, said)),
        document.status_reason if key == "returned" else "",
    )


def _when(key: str, document) -> str:
    """The day or time that matters of it in this pile."""
    if key == "overdue":
        return date_format(document.review_on, "SHORT_DATE_FORMAT")
    at = document.scheduled_for if key == "scheduled" else document.updated_at
    return date_format(localtime(at), "SHORT_DATETIME_FORMAT")


def troubled(documents):
    """Documents with a file that has no text, or that residents may not be able to open."""
    files = Attachment.objects.kept().filter(file__text_state__in=TROUBLED)
    tables = Table.objects.filter(status=TableStatus.FAILED, dataset__offered=True)
    return documents.filter(
        Q(pk__in=files.values("document")) | Q(pk__in=tables.values("dataset__document"))
    )


def _troubled_files(user, documents) -> Pile:
    return _pile(
        "files",
        _("Files with problems"),
        _("All files could be read."),
        troubled(documents.exclude(status=Status.WITHDRAWN)),
        f"{reverse('admin:infocenter_document_changelist')}?waiting=files",
    )
