"""What becomes of counted searches: looked at by the clock, then suggested or forgotten."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Max, Sum
from django.utils import timezone

from infocenter import search, searches
from infocenter.models import PopularSearch, SearchCount
from infocenter.search import text
from portal import pagecache
from portal.history.services import record

KEPT = timedelta(weeks=53)
LOOKED_BACK = timedelta(weeks=12)
POPULAR = {"asked__gte": 10, "opened__gte": 3, "days__gte": 5}
MOST = 500
AT_ONCE = 50


def settle_searches() -> int:
    """Forget rare questions of past weeks, look what is found for others; how many it was."""
    week = searches.monday(timezone.localdate())
    rare = SearchCount.objects.filter(week__lt=week, question="")
    old = SearchCount.objects.filter(week__lt=week - KEPT)
    forgotten = rare.delete()[0] + old.delete()[0]
    waiting = SearchCount.objects.filter(found=None).exclude(question="")[:AT_ONCE]
    for each in waiting:
        found = search.match(each.question, limit=1).total
        SearchCount.objects.filter(pk=each.pk).update(found=found)
    return forgotten + len(waiting)


def choose_popular_searches() -> int:
    """Once a day: suggest what many searched for and found; how many questions it is."""
    today = timezone.localdate()
    if PopularSearch.objects.filter(day=today).exists():
        return 0
    often = (
        SearchCount.objects.filter(week__gte=today - LOOKED_BACK)
        .exclude(question="")
        .values("digest")
        .order_by()
        .annotate(asked=Sum("asked"), opened=Sum("opened"), days=Sum("days"))
        .annotate(question=Max("question"))
        .filter(**POPULAR)
        .order_by("-asked")[:MOST]
    )
    chosen = [_choose(row["question"], row["asked"], today) for row in often]
    PopularSearch.objects.exclude(day=today).exclude(hidden=True).delete()
    return len(chosen)


def _choose(question: str, asked: int, today) -> PopularSearch:
    entry = search.holding_all(question)
    return PopularSearch.objects.update_or_create(
        key=text.title_key(question),
        defaults={"question": question, "asked": asked, "entry_id": entry, "day": today},
    )[0]


@transaction.atomic
def hide_popular_search(popular: PopularSearch, *, by, hidden: bool) -> None:
    """Never suggest a question, or suggest it again."""
    PopularSearch.objects.filter(pk=popular.pk).update(hidden=hidden)
    record("search.hidden" if hidden else "search.shown", popular, actor=by)
    pagecache.invalidate()
