import signal
import sys
import threading

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from portal import due, moments


class Command(BaseCommand):
    help = (
        "Does what is due by the clock: scheduled publishing and all that apps registered. "
        "Safe to run every minute, twice at once, or a day late."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--every", type=float, metavar="SECONDS", help="go on, with this long between runs"
        )

    def handle(self, *, every: float | None, **options):
        if not every:
            if not self._run():
                sys.exit(1)
            return
        stop = threading.Event()
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, lambda *_: stop.set())
        while not stop.is_set():
            close_old_connections()
            self._run()
            stop.wait(every)

    def _run(self) -> bool:
        outcome = due.run_all()
        moments.note(moments.CLOCK)
        for name, done in outcome.items():
            if done:
                self.stdout.write(f"{name}: {done}")
            elif done is None:
                self.stderr.write(f"{name}: failed (see the log)")
        return None not in outcome.values()
