import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal import moments
from portal.backup import BackupError, folders, making


class Command(BaseCommand):
    help = (
        "Back up database and files into a folder of TARGET, as they are at one moment, while the "
        "portal serves. Files that earlier backups there hold already aren't copied again."
    )

    def add_arguments(self, parser):
        parser.add_argument("target", type=Path)
        parser.add_argument(
            "--keep", type=int, metavar="N", help="then remove all but the newest N backups"
        )

    def handle(self, *, target: Path, keep: int | None, **options):
        if keep is not None and keep < 1:
            raise CommandError("At least one backup must be kept.")
        before = os.umask(0o077)  # nobody else reads it
        try:
            made = making.make(target)
        except (BackupError, OSError) as problem:
            raise CommandError(f"No backup was made: {problem}") from problem
        finally:
            os.umask(before)
        moments.note(moments.BACKUP)
        self.stdout.write(str(made))
        if keep:
            removed = folders.prune(target, keep)
            self.stdout.write(f"{removed} older backups were removed.")
