from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RestConfig(AppConfig):
    """Keys of other systems, and the machinery of the API."""

    name = "portal.rest"
    label = "rest"
    verbose_name = _("Interface for programs")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from portal import due
        from portal.history.services import when_recorded
        from portal.rest import changes
        from portal.rest.services import forget_answers, forget_uploads

        when_recorded(changes.note)
        due.register("Answers to other systems forgotten", forget_answers)
        due.register("Uploads that were given up removed", forget_uploads)
