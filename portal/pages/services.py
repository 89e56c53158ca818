"""Changing a standing page."""

from django.db import transaction

from portal import pagecache
from portal.history.services import record
from portal.pages.models import StandingPage


@transaction.atomic
def save_standing_page(page: StandingPage, *, actor) -> StandingPage:
    """Keep the operator's text; residents see it at once."""
    added = page.pk is None
    page.save()
    record("standing_page.added" if added else "standing_page.changed", page, actor=actor)
    pagecache.invalidate()
    return page


@transaction.atomic
def delete_standing_page(page: StandingPage, *, actor) -> None:
    """Go back to the text that comes with Farol."""
    record("standing_page.deleted", page, actor=actor)
    page.delete()
    pagecache.invalidate()
