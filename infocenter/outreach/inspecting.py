"""What inspections look at among announcements, events and campaigns."""

from collections.abc import Iterator

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.timezone import localtime

from infocenter import markdown
from infocenter.models import Announcement
from infocenter.outreach import indexing
from portal.inspection.links import Text
from portal.inspection.sections import Pace, Section


def sections() -> Iterator[Section]:
    """Announcements are news; events and campaigns come when they come."""
    for model, kind in indexing.KINDS.items():
        found = kind.public().aggregate(n=Count("pk"), at=Max("published_at"))
        pace = Pace.NEWS if model is Announcement else Pace.STANDING
        day = localtime(found["at"]).date() if found["at"] else None
        where = reverse(f"admin:infocenter_{kind.name}_changelist")
        yield Section(str(model._meta.verbose_name_plural), pace, found["n"], day, where)


def texts() -> Iterator[Text]:
    """The public texts, each with the page on which it stands."""
    for model, kind in indexing.KINDS.items():
        rows = kind.public().select_related("department").prefetch_related("translations")
        for thing in rows:
            where = reverse(f"admin:infocenter_{kind.name}_change", args=[thing.pk])
            for each in thing.translations.all():
                path = indexing.address_of(model, thing.pk, each.language)
                html = markdown.render(each.body)
                yield Text(each.title, html, path, where, thing.department.code)
