"""Networks of our own to which webhooks may go must be networks."""

import ipaddress

from django.conf import settings
from django.core.checks import Error, Tags, register


@register(Tags.security)
def networks(app_configs, **kwargs):
    """What FAROL_WEBHOOKS_NETWORKS names can be understood."""
    found = []
    for each in settings.FAROL_WEBHOOKS_NETWORKS:
        try:
            ipaddress.ip_network(each)
        except ValueError as problem:
            found.append(
                Error(
                    f"FAROL_WEBHOOKS_NETWORKS has {each!r}, which is no network: {problem}",
                    hint="Write networks such as 10.1.0.0/16, separated by commas.",
                    id="portal.E020",
                )
            )
    return found
