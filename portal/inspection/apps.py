from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal import due


class InspectionConfig(AppConfig):
    """What inspectors of government sites look at, looked at before they come."""

    name = "portal.inspection"
    verbose_name = _("Inspection")

    def ready(self):
        from portal.inspection import checks, durations, links, sections
        from portal.inspection.services import inspect_daily

        checks.register(*sections.CHECKS, *links.CHECKS, *durations.CHECKS)
        due.register("Portal inspected", inspect_daily)
        due.register("Durations of visits forgotten", durations.forget)
