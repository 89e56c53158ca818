"""The staff's site: Django's own admin, with our words."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class PortalAdminSite(admin.AdminSite):
    site_header = _("Farol: work of the departments")
    site_title = _("Farol")
    index_title = _("What waits for you")
