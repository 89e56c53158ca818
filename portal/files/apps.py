from contextlib import suppress

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal import due


class FilesConfig(AppConfig):
    """Files kept by the hash of their bytes: storing, serving, reading the text in them."""

    name = "portal.files"
    verbose_name = _("Files")

    def ready(self):
        from portal.files import services, storage

        due.register("Uploads removed that nobody attached", services.remove_abandoned)
        with suppress(OSError):  # a system check says what is wrong with the folder
            storage.incoming()
