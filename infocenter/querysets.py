"""Which rows: every reading rule of the information centre."""

from django.db import models
from django.utils import timezone

from infocenter.states import Status
from portal.organisation.querysets import within


class DocumentQuerySet(models.QuerySet):
    """Working copies: for staff only. Residents read `Edition.objects.current()`."""

    def managed_by(self, user, permission="infocenter.view_document"):
        """Documents of the departments in which `user` holds `permission`."""
        return within(self, user, permission)

    def in_review(self):
        """Waiting for a publisher."""
        return self.filter(status=Status.IN_REVIEW)

    def due(self, now=None):
        """Scheduled documents whose time has come."""
        return self.filter(status=Status.SCHEDULED, scheduled_for__lte=now or timezone.now())

    def review_overdue(self, on):
        """Published documents that should have been checked by the day `on`."""
        return self.filter(status=Status.PUBLISHED, review_on__lt=on)


class AttachmentQuerySet(models.QuerySet):
    def kept(self):
        """Files of the working copy: not removed or replaced."""
        return self.filter(removed_at__isnull=True)

    def managed_by(self, user):
        return within(self, user, "infocenter.view_document", field="document__department")

    def published(self):
        """Files of any edition of a document that is public now."""
        return self.filter(
            published__edition__document__editions__is_current=True,
        ).distinct()


class EditionQuerySet(models.QuerySet):
    def current(self):
        """What residents see: one edition for each public document."""
        return self.filter(is_current=True)

    def of_public(self):
        """All editions, old ones too, of the documents that are public now."""
        return self.filter(document__editions__is_current=True)

    def in_list_order(self):
        """Newest first; the document id breaks ties, so that pages by key are stable."""
        return self.order_by("-date", "-document_id")

    def managed_by(self, user):
        return within(self, user, "infocenter.view_document", field="document__department")

    def update(self, **kwargs):
        """Only what residents are shown may move; the content of an edition never does."""
        if set(kwargs) - {"is_current", "is_superseded"}:
            raise TypeError("An edition can't be changed: publish another.")
        return super().update(**kwargs)
