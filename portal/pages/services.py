"""Changing a standing page."""

from django.db import transaction

from portal import pagecache
from portal.history.services import record
from portal.pages.models import StandingPage


@transaction.atomic
def save_standing_page(page: StandingPage, *, by, changed=()) -> StandingPage:
    """Keep the operator's text; residents see it at once."""
    added = page.pk is None
    page.save()
    verb = "standing_page.added" if added else "standing_page.changed"
    record(verb, page, actor=by, changed=sorted(changed))
    pagecache.invalidate()
    return page


@transaction.atomic
def delete_standing_page(page: StandingPage, *, by) -> None:
    """Go back to the text that comes with Farol."""
    record("standing_page.deleted", page, actor=by)
    page.delete()
    pagecache.invalidate()
