from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrackingConfig(AppConfig):
    """How far each policy has been carried out, by whom, what is late, what is done about it."""

    name = "tracking"
    verbose_name = _("Tracking")
