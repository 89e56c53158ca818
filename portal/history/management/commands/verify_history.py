from django.core.management.base import BaseCommand, CommandError

from portal.history.models import Event
from portal.history.services import first_break


class Command(BaseCommand):
    help = "Check that no event of the history was changed, inserted or removed."

    def handle(self, **options):
        broken = first_break()
        if broken:
            place = broken.event_id or "(end)"
            raise CommandError(f"The chain is broken at event {place}: {broken.event}")
        self.stdout.write(f"{Event.objects.count()} events, the chain holds.")
