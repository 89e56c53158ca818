from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.backup import BackupError, folders, restoring


class Command(BaseCommand):
    help = (
        "Bring back a backup: a folder that `backup` has made, or the newest of its TARGET. All of "
        "it is verified first. Stop the portal before; afterwards run migrate."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("source", type=Path)
        parser.add_argument(
            "--force", action="store_true", help="write over a database that isn't empty"
        )
        parser.add_argument(
            "--check", action="store_true", help="only verify the backup; nothing is restored"
        )

    def handle(self, *, source: Path, force: bool, check: bool, **options):
        try:
            if check:
                said = restoring.verify(folders.chosen(source))
                self.stdout.write(f"Whole: {said.files} files and the database, {said.made_at}.")
                return
            said = restoring.restore(source, force=force)
        except (BackupError, OSError) as problem:
            raise CommandError(f"The database is as it was: {problem}") from problem
        self.stdout.write(f"Restored: {said.files} files and the database, as of {said.made_at}.")
        self.stdout.write("Now: migrate, verify_files, verify_audit.")
