"""How often somebody may ask: each key, and each network that asks without one."""

from django.conf import settings
from rest_framework.throttling import BaseThrottle

from portal.rest.counts import WINDOW, Count, count
from portal.rest.models import Key
from portal.throttling import network_of


def policy(name: str, limit: int) -> str:
    """The header that says what holds."""
    return f'"{name}";q={limit};w={WINDOW}'


class Throttle(BaseThrottle):
    """Counts the request, and leaves on it what the headers say."""

    def allow_request(self, request, view) -> bool:
        if isinstance(request.auth, Key):
            name, who, limit = "key", str(request.auth.pk), settings.FAROL_API_PER_KEY
        else:
            name, who, limit = "network", network_of(request), settings.FAROL_API_PER_NETWORK
        self.counted: Count = count(name, who, limit)
        request.counted = name, self.counted
        return self.counted.is_allowed

    def wait(self) -> float:
        return self.counted.resets_in
