from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PoliciesConfig(AppConfig):
    """Policies, consultations, and residents' cases from receipt to answer to feedback."""

    name = "policies"
    verbose_name = _("Policies")
