from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal import due


class OversightConfig(AppConfig):
    """What people see first: figures that open their rows, and what changed since they looked."""

    name = "portal.oversight"
    verbose_name = _("Oversight")

    def ready(self):
        from portal.oversight import summaries

        due.register("Weekly summaries for the leadership group", summaries.send_summaries)
