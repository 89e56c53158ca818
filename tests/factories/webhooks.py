"""Endpoints of departments' systems, and what they are told."""

from portal.webhooks import services
from portal.webhooks.models import Endpoint, Message

KINDS = [
    "document.published",
    "document.withdrawn",
    "case.assigned",
    "case.answered",
    "notice.opened",
    "report.verified",
]


def endpoint(department, address="https://system.example.org/hook", **values) -> Endpoint:
    """One that listens, as soon as it has a secret."""
    made = Endpoint(
        department=department,
        **{"name": "Archive", "address": address, "kinds": KINDS, **values},
    )
    return services.save_endpoint(made, by=None)


def message(of: Endpoint) -> Message:
    """A trial that waits."""
    if not of.sealed:
        services.renew_secret(of, by=None)
    return services.send_trial(of, by=None)
