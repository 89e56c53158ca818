from django.core.management.base import BaseCommand, CommandError

from portal.history.models import Event
from portal.history.services import first_break


class Command(BaseCommand):
    help = "Check that no event of the history was changed, inserted or removed."

    def handle(self, **options):
        broken = first_break()
        if broken:
            raise CommandError(f"The chain is broken at event {broken.event_id or '(end)'}: {broken.event}")
        self.stdout.write(f"{Event.objects.count()} events, the chain holds.")
