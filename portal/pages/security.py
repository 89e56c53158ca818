"""Who is told of a hole in the portal's safety (RFC 9116)."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from portal import languages
from portal.context_processors import origin
from portal.negotiation import same_in_every_language


@same_in_every_language
@require_safe
def security_txt(request):
    """It holds for months from the first of this one: while the portal answers, it never lapses."""
    now = timezone.now().astimezone(UTC)
    first = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    expires = first + timedelta(days=settings.FAROL_SECURITY_DAYS)
    lines = [
        f"Contact: {settings.FAROL_SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(map(languages.bcp47, languages.CODES))}",
        f"Canonical: {origin(request)}{reverse('security-txt')}",
    ]
    if settings.FAROL_SECURITY_POLICY:
        lines.append(f"Policy: {settings.FAROL_SECURITY_POLICY}")
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response["Expires"] = http_date(_next_month(first).timestamp())
    return response


def _next_month(first: datetime) -> datetime:
    return (first + timedelta(days=32)).replace(day=1)
