from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """The home page and the standing pages. Composition: it may read every app, none reads it."""

    name = "portal.pages"
    label = "pages"
    verbose_name = _("Pages of the site")
