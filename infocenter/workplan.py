"""Documents that a department has to look at again."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from infocenter.models import Document
from infocenter.states import Status
from portal.workplan import Task


def tasks(user, department) -> Iterator[Task]:
    """The department's published documents, each on the day of its next review."""
    rows = Document.objects.managed_by(user).filter(
        department=department, status=Status.PUBLISHED, review_on__isnull=False
    )
    for each in rows.prefetch_related("translations").order_by("review_on", "pk"):
        address = reverse("admin:infocenter_document_change", args=[each.pk])
        yield Task(f"document-{each.pk}", each.review_on, _("Review"), str(each), address)
