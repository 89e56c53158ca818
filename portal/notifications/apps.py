from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal import due


class NotificationsConfig(AppConfig):
    """Mails to people: written down with what they tell of, sent afterwards."""

    name = "portal.notifications"
    verbose_name = _("Notifications")

    def ready(self):
        from portal.notifications import sending

        due.register("Mails sent", sending.send_waiting)
        due.register("Mails forgotten", sending.forget_old)
