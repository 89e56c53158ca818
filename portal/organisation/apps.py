from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationConfig(AppConfig):
    """Departments, members and their roles."""

    name = "portal.organisation"
    verbose_name = _("Organisation")
