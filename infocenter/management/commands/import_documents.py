"""`manage.py import_documents`: bring in a folder of files, or what a manifest describes."""

import os
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from infocenter.importing import Import, Report
from infocenter.importing.report import FAILED, SKIPPED
from infocenter.importing.sources import Folder
from portal.organisation.models import Department

SHOWN = 200  # outcomes that the terminal shows whole; of more, those that need attention


class Command(BaseCommand):
    help = (
        "Import a folder of files, or what a manifest (CSV or JSON Lines) describes. "
        "It can be stopped and run again: what is there already is left alone."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--department", required=True, metavar="CODE")
        parser.add_argument(
            "--manifest", type=Path, help="table of what to import (else DIR/MANIFEST.csv, if any)"
        )
        parser.add_argument("--publish", action="store_true", help="publish, don't leave drafts")
        parser.add_argument("--report", type=Path, help="where to write the report (CSV)")
        parser.add_argument(
            "--jobs", type=int, default=os.cpu_count() or 1, help="files read at the same time"
        )

    def handle(self, folder, department, manifest, publish, report, jobs, verbosity, **options):
        source = self._source(folder, manifest)
        try:
            into = Department.objects.get(code=department)
        except Department.DoesNotExist:
            codes = ", ".join(Department.objects.values_list("code", flat=True)) or "none yet"
            raise CommandError(
                f"There is no department {department!r}. There are: {codes}."
            ) from None
        stamp = timezone.localtime().strftime("%Y%m%d-%H%M%S")
        path = report or settings.FAROL_VAR_DIR / "imports" / f"{stamp}.csv"
        total = sum(1 for _item in source.items())
        work = Import(into, publish=publish, jobs=jobs)
        with Report(path) as kept:
            try:
                with tqdm(total=total, unit="document", disable=verbosity < 1) as progress:
                    for outcome in work.outcomes(source.items()):
                        kept.add(outcome)
                        progress.update()
            except KeyboardInterrupt:
                self.stderr.write("Stopped. Run the same command again to go on.")
            self._show(kept, verbosity)
        if kept.total and kept.outcomes[FAILED] + kept.outcomes[SKIPPED] == kept.total:
            raise CommandError("Nothing could be imported.")

    def _department(self, code: str) -> Department:
        found = Department.objects.filter(code=code).first()
        if found is None:
            codes = ", ".join(Department.objects.values_list("code", flat=True)) or "none yet"
            raise CommandError(f"There is no department {code!r}. There are: {codes}.")
        return found

    def _source(self, folder: Path, manifest: Path | None) -> Folder:
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.")
        if manifest and not manifest.is_file():
            raise CommandError(f"{manifest} is not a file.")
        return Folder(folder, manifest)

    def _show(self, report: Report, verbosity: int) -> None:
        troubled = (FAILED, SKIPPED)
        lines = report.lines
        if len(lines) > SHOWN and verbosity < 2:
            lines = [line for line in lines if line.startswith(troubled)][:SHOWN]
        for line in lines:
            self.stdout.write(line.encode("utf-8", "replace").decode())
        counts = ", ".join(f"{count} {name}" for name, count in report.outcomes.most_common())
        self.stdout.write(f"{report.total} documents: {counts or 'nothing to do'}.")
        if report.texts:
            counts = ", ".join(f"{count} {name}" for name, count in report.texts.most_common())
            self.stdout.write(f"Texts of files: {counts}.")
        self.stdout.write(f"The whole report: {report.path}")
