"""Until when a page holds that changes by itself: no later than the end of the day."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.http import http_date


def holds_until(response, *moments: datetime | None):
    """Say with `Expires` that the page holds until the first of the moments, or midnight."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time(), timezone.get_current_timezone())
    first = min([midnight, *(each for each in moments if each is not None)])
    response.headers["Expires"] = http_date(first.timestamp())
    return response
