from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class PortalConfig(AppConfig):
    """Foundation: checks, template tags and commands of the portal as a whole."""

    name = "portal"
    default = True

    def ready(self):
        from portal import checks  # noqa: F401  (registers the system checks)


class PortalAdminConfig(admin_apps.AdminConfig):
    default_site = "portal.admin.PortalAdminSite"
    default = False
