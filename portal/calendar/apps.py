from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarConfig(AppConfig):
    """Working days of the administration, and the days that the operator opens or closes."""

    name = "portal.calendar"
    label = "calendar"
    verbose_name = _("Calendar")
