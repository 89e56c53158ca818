from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal import due


class WebhooksConfig(AppConfig):
    """Departments' systems are told what happens: written down with it, sent afterwards."""

    name = "portal.webhooks"
    verbose_name = _("Webhooks")

    def ready(self):
        from portal.webhooks import checks, delivering  # noqa: F401

        due.register("Webhooks handed to the queue", delivering.hand_to_queue)
        due.register("Webhooks forgotten", delivering.forget_old)
