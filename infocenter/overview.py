"""What was published, and what is past its review, in figures for staff."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from infocenter.desk import REVIEW_SOON
from infocenter.models import Document, Edition
from infocenter.states import Status
from portal.oversight import spans
from portal.oversight.panels import Months, Number, Panel

MONTHS = 12


def figures(user, since: datetime) -> Iterator[Panel]:
    """Documents and editions of the departments that the user reads for."""
    if not user.has_perm("infocenter.view_document"):
        return
    listed = reverse("admin:infocenter_document_changelist")
    counts = _documents(user)
    may_count = user.has_perm("infocenter.view_edition")
    months, changes = _by_month(user, since) if may_count else (None, [])
    yield Panel(
        "publications",
        _("Publications"),
        [
            Number(_("Public now"), counts["public"], f"{listed}?public=yes", "done"),
            Number(
                _("In review"), counts["in_review"], f"{listed}?status__exact={Status.IN_REVIEW}"
            ),
            Number(_("Past review"), counts["overdue"], f"{listed}?waiting=overdue", "overdue"),
            Number(
                _("Review within 14 days"), counts["coming"], f"{listed}?waiting=coming", "at_risk"
            ),
        ],
        months=months,
        changes=changes,
    )


def _documents(user) -> dict[str, int]:
    today = timezone.localdate()
    current = Edition.objects.current().filter(document=OuterRef("pk"))
    public = Q(status=Status.PUBLISHED)
    rows = Document.objects.managed_by(user).annotate(is_public=Exists(current)).order_by()
    return rows.aggregate(
        public=Count("pk", filter=Q(is_public=True)),
        in_review=Count("pk", filter=Q(status=Status.IN_REVIEW)),
        overdue=Count("pk", filter=public & Q(review_on__lt=today)),
        coming=Count("pk", filter=public & Q(review_on__range=(today, today + REVIEW_SOON))),
    )


def _by_month(user, since: datetime) -> tuple[Months, list[Number]]:
    """Editions by month, and those since a moment."""
    listed = reverse("admin:infocenter_edition_changelist")
    wanted, new = spans.months(MONTHS), spans.since(since)
    rows = Edition.objects.managed_by(user).order_by()
    recent = rows.filter(published_at__gte=min(wanted[0].begin, since))
    counted = recent.values_list(TruncMonth("published_at")).annotate(
        Count("pk"), new=Count("pk", filter=Q(**new.lookups("published_at")))
    )
    found, fresh = {}, 0
    for at, number, late in counted:
        found[f"{at:%Y-%m}"] = number
        fresh += late
    return (
        Months.of(_("Editions published, by month"), found, wanted, f"{listed}?published="),
        [Number(_("Editions published"), fresh, f"{listed}?published={new.key}")],
    )
