"""Reminding departments of reviews: before the day, and once it has passed. By the clock."""

from datetime import date, timedelta
from typing import cast

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from infocenter.models import Document, ReviewReminder
from infocenter.presentation import gathered
from infocenter.states import Occasion
from portal.notifications.services import notify
from portal.organisation.querysets import people_who_may

LANGUAGE = "zh-hant"  # of staff whose own isn't known
BEFORE = timedelta(days=14)
SHOWN = 50  # documents that a mail names; the list in admin has them all


def remind_of_reviews(today: date | None = None) -> int:
    """Tell departments what falls due in the next days, and what is overdue; of how many
    documents. Once for each date of review and each occasion, whoever runs at the same time.
    """
    today = today or timezone.localdate()
    return _remind(
        Document.objects.review_between(today, today + BEFORE), Occasion.COMING
    ) + _remind(Document.objects.review_overdue(today), Occasion.OVERDUE)


def _remind(documents: QuerySet, occasion: Occasion) -> int:
    sent = ReviewReminder.objects.filter(
        document=OuterRef("pk"), review_on=OuterRef("review_on"), occasion=occasion
    )
    waiting = documents.filter(~Exists(sent)).order_by("review_on", "pk")
    by_department = gathered(
        waiting.prefetch_related("translations"), lambda each: each.department_id, lambda each: each
    )
    return sum(_tell(key, found, occasion) for key, found in by_department.items())


@transaction.atomic
def _tell(department_id: int, documents: list[Document], occasion: Occasion) -> int:
    """One mail to each person, about all documents that no other run has told of."""
    mine = [each for each in documents if _is_first(each, occasion)]
    if not mine:
        return 0
    with override(LANGUAGE):
        waiting = "coming" if occasion == Occasion.COMING else "overdue"
        context = {
            "occasion": str(occasion),
            "number": len(mine),
            "documents": [[str(each), date_format(_day(each))] for each in mine[:SHOWN]],
            "address": reverse("admin:infocenter_document_changelist") + f"?waiting={waiting}",
        }
    for person in people_who_may("infocenter.change_document", department_id):
        notify("review", person.email, LANGUAGE, context)
    return len(mine)


def _is_first(document: Document, occasion: Occasion) -> bool:
    _row, is_new = ReviewReminder.objects.get_or_create(
        document=document, review_on=_day(document), occasion=occasion
    )
    return is_new


def _day(document: Document) -> date:
    return cast(date, document.review_on)  # those without one were not asked for
