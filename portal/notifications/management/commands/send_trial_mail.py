"""Try out whether mails arrive."""

from django.core.management.base import BaseCommand, CommandError

from portal import languages
from portal.notifications.models import Delivery
from portal.notifications.sending import send
from portal.notifications.services import notify


class Command(BaseCommand):
    help = "Sends a mail to an address at once, and says what became of it."

    def add_arguments(self, parser):
        parser.add_argument("address")
        parser.add_argument("--language", default="en", choices=languages.CODES)

    def handle(self, *args, address, language, **options):
        delivery = notify("trial", address, language, {})
        if delivery is None:
            raise CommandError("No mail server is set: give FAROL_MAIL an address.")
        send(delivery.pk)
        delivery = Delivery.objects.get(pk=delivery.pk)
        if not delivery.done_at or delivery.problem:
            raise CommandError(f"{delivery.get_status_display()}: {delivery.problem}")
        self.stdout.write(f"The mail server has taken it: {delivery.message_id}")
