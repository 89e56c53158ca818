"""Which rows: every reading rule of the information centre."""

from datetime import date
from typing import TYPE_CHECKING, cast

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from infocenter.states import EditionKind, Status
from portal import languages
from portal.organisation.querysets import within

if TYPE_CHECKING:
    from infocenter.models import Attachment, Document, Edition, SearchCount


class DocumentQuerySet(models.QuerySet["Document"]):
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

    def review_between(self, first, last):
        """Published documents that have to be checked on one of these days."""
        return self.filter(status=Status.PUBLISHED, review_on__range=(first, last))

    def with_translations_behind(self):
        """Public documents with a translation whose original has moved on."""
        public = Q(editions__is_current=True, editions__translations__behind_since__isnull=False)
        return self.filter(pk__in=self.model._base_manager.filter(public).values("pk"))

    def to_correct(self):
        """Public documents that are open for a correction which nobody has published yet."""
        public = self.model._base_manager.filter(editions__is_current=True)
        return self.filter(
            status=Status.DRAFT, change_kind=EditionKind.CORRECTION, pk__in=public.values("pk")
        )


DocumentManager = models.Manager.from_queryset(DocumentQuerySet)


class AttachmentQuerySet(models.QuerySet["Attachment"]):
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


class EditionQuerySet(models.QuerySet["Edition"]):
    def current(self):
        """What residents see: one edition for each public document."""
        return self.filter(is_current=True)

    def of_public(self):
        """All editions, old ones too, of the documents that are public now."""
        return self.filter(document__editions__is_current=True)

    def corrections(self):
        """Public editions that put an error right."""
        return self.of_public().filter(kind=EditionKind.CORRECTION)

    def in_list_order(self):
        """Newest first; the document id breaks ties, so that pages by key are stable."""
        return self.order_by("-date", "-document_id")

    def narrowed(self, *, department=(), type=(), topic=(), year=(), language=(), format=()):
        """Only what is one of the given values in each respect; no values: all."""
        rows = self
        if department:
            rows = rows.filter(department_id__in=department)
        if type:
            rows = rows.filter(type__in=type)
        if topic:
            through = self.model.topics.through.objects
            rows = rows.filter(Exists(through.filter(edition=OuterRef("pk"), topic_id__in=topic)))
        if year:
            spans = (Q(date__gte=date(each, 1, 1), date__lte=date(each, 12, 31)) for each in year)
            rows = rows.filter(Q(*spans, _connector=Q.OR))
        for name, values in (("translations__language", language), ("files__format", format)):
            if values:
                relation, field = name.split("__")
                found = self._parts(relation).filter(
                    edition=OuterRef("pk"), **{f"{field}__in": values}
                )
                rows = rows.filter(Exists(found))
        return rows

    def titled(self, language):
        """With `shown_title`: the title that a reader of `language` is shown."""
        versions = self._parts("translations")
        titles = (
            Subquery(versions.filter(edition=OuterRef("pk"), language=code).values("title")[:1])
            for code in languages.fallbacks(language)
        )
        return self.annotate(shown_title=Coalesce(*titles))

    def _parts(self, relation: str) -> models.Manager:
        """All rows at the other end of a relation of editions."""
        parts = self.model._meta.get_field(relation).related_model
        return cast(type[models.Model], parts)._default_manager

    def beyond(self, field, value, document_id, *, descending):
        """In order of (`field`, document), what comes after the given place."""
        step = "lt" if descending else "gt"
        return self.filter(
            Q(**{f"{field}__{step}": value}) | Q(**{f"document_id__{step}": document_id}),
            **{f"{field}__{step}e": value},  # a range that an index can follow
        )

    def managed_by(self, user):
        return within(self, user, "infocenter.view_document", field="document__department")

    def update(self, **kwargs):
        """Only what residents are shown may move; the content of an edition never does."""
        if set(kwargs) - {"is_current", "is_superseded"}:
            raise TypeError("An edition can't be changed: publish another.")
        return super().update(**kwargs)

    def delete(self):
        """Editions are never deleted: what was public stays on record."""
        raise TypeError("An edition can't be deleted: withdraw the document.")


class SearchCountQuerySet(models.QuerySet["SearchCount"]):
    """How often questions were asked in the weeks."""

    def readable(self):
        """Those that were asked often enough to be shown to anybody."""
        return self.exclude(question="")

    def nothing_found(self):
        """Those that led nowhere."""
        return self.filter(found=0)

    def left(self):
        """Those that found something, of which fewer than one in ten opened anything."""
        return self.filter(found__gt=0, asked__gt=F("opened") * 10)


SearchCountManager = models.Manager.from_queryset(SearchCountQuerySet)
