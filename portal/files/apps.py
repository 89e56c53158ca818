from contextlib import suppress

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    """Files kept by the hash of their bytes: storing, serving, reading the text in them."""

    name = "portal.files"
    verbose_name = _("Files")

    def ready(self):
        from portal.files import storage

        with suppress(OSError):  # a system check says what is wrong with the folder
            storage.incoming()
