import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from portal.history import verifying
from portal.history.models import Checkpoint, Event

MOST = 50  # breaks that are named


class Command(BaseCommand):
    help = (
        "Check that no event of the history was changed, inserted or removed. Names each event at "
        "which it shows; ends with status 1 if there is one. Else keeps how far it has looked."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--recent", action="store_true", help="from where the last check ended, not the whole"
        )
        parser.add_argument(
            "--anchor",
            type=Path,
            metavar="FILE",
            help="heads that were kept elsewhere (export_audit --head), one a line",
        )

    def handle(self, *, recent: bool, anchor: Path | None, verbosity: int, **options):
        since = Checkpoint.objects.first() if recent else None
        ends = verifying.heads()
        done = since.events if since else 0
        with tqdm(total=Event.objects.count() - done, unit="event", disable=verbosity < 2) as bar:
            found = list(_first(verifying.breaks(since, bar.update), MOST))
            looked_at = bar.n if not bar.disable else None
        if anchor:
            found += list(_not_anchored(anchor))
        for each in found:
            self.stderr.write(str(each))
        if found:
            raise CommandError(f"The chain is broken: {found[0]}")
        events = Event.objects.count() if looked_at is None else done + looked_at
        verifying.set_checkpoint(ends, events)
        part = "since the last check" if since else "from the first to the last"
        self.stdout.write(f"{events} events, the chain holds {part}.")


def _first(found, most: int):
    for each, _number in zip(found, range(most), strict=False):
        yield each


def _not_anchored(file: Path):
    """Heads that were kept elsewhere and aren't in this history."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        kept = json.loads(line)
        for lane, (pk, hash) in kept["heads"].items():
            if not Event.objects.filter(pk=pk, lane=int(lane), hash=hash).exists():
                how = f"event {pk} isn't the one that was kept elsewhere on {kept['at']}"
                yield verifying.Break(None, "", how)
