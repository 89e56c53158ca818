from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HistoryConfig(AppConfig):
    """What was done, by whom and when: append-only and chained."""

    name = "portal.history"
    verbose_name = _("History")
