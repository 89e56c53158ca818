from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InfocenterConfig(AppConfig):
    """The information centre: departments publish; residents search, read and download."""

    name = "infocenter"
    verbose_name = _("Information centre")
