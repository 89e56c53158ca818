from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal import due


class SubscriptionsConfig(AppConfig):
    """Residents are told by e-mail of what they have subscribed to."""

    name = "portal.subscriptions"
    verbose_name = _("Subscriptions")

    def ready(self):
        from portal.notifications import outcomes
        from portal.subscriptions import posting, services, spreading
        from portal.subscriptions.models import Subscriber

        outcomes.register(Subscriber, services.note_outcome)
        due.register("Happenings spread to subscribers", spreading.spread_waiting)
        due.register("Mails to subscribers written", posting.post_due)
        due.register("Subscriptions forgotten", services.forget_old)
