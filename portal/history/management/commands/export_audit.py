import json
from pathlib import Path

from django.core.management.base import BaseCommand

from portal.history.exporting import anchor, lines
from portal.history.verifying import heads


class Command(BaseCommand):
    help = (
        "Write the whole history as JSON Lines that docs/verify_audit.py verifies without the "
        "portal. Its last line, or --head alone, is what to keep elsewhere."
    )

    def add_arguments(self, parser):
        parser.add_argument("target", nargs="?", default="-", help="a file; - is standard output")
        parser.add_argument(
            "--head", action="store_true", help="only one line: where each lane of the chain ends"
        )

    def handle(self, *, target: str, head: bool, **options):
        if head:
            self.stdout.write(json.dumps(anchor(heads())))
            return
        if target == "-":
            for line in lines():
                self.stdout.write(line, ending="")
            return
        with Path(target).open("w", encoding="utf-8", errors="surrogatepass") as out:
            for line in lines():
                out.write(line)
        self.stderr.write(line.strip())
