"""`manage.py inspect_portal`: what inspectors of government sites would find."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override
from tqdm import tqdm

from portal import languages
from portal.inspection import checks, reports
from portal.inspection.models import Inspection

FINE, FOUND, UNKNOWN = 0, 1, 2


class Command(BaseCommand):
    help = (
        "Looks the portal over as inspectors of government sites do. Exit code: 0 everything is "
        "fine, 1 something is not, 2 something could not be looked at."
    )

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="for programs")
        parser.add_argument("--only", nargs="+", metavar="CHECK", default=[], help="these checks")
        parser.add_argument(
            "--external", action="store_true", help="ask other sites whether links lead somewhere"
        )
        parser.add_argument("--keep", action="store_true", help="show it to supervisors in admin")
        parser.add_argument("--language", choices=languages.CODES, default="en")
        parser.add_argument("--most", type=int, default=20, help="findings shown of each check")

    def handle(self, *, only, external, keep, language, verbosity, **options):
        known = [each.key for each in checks.every()]
        unknown = sorted(set(only) - set(known))
        if unknown:
            raise CommandError(
                f"There is no check {', '.join(unknown)}. There are: {', '.join(known)}.",
                returncode=UNKNOWN,
            )
        look = reports.looking(external=external)
        quiet = options["json"] or verbosity < 1 or not sys.stderr.isatty()
        with override(language):
            steps = tqdm(
                reports.run(look, only), total=len(only or known), unit="check", disable=quiet
            )
            outcomes = list(steps)
            if keep:
                reports.keep(Inspection.objects.create(), outcomes)
            if options["json"]:
                self._write_json(outcomes)
            else:
                self._write_table(outcomes, options["most"])
        if any(each.error for each in outcomes):
            sys.exit(UNKNOWN)
        if any(each.fails for each in outcomes):
            sys.exit(FOUND)

    def _write_json(self, outcomes):
        told = [
            {
                "check": each.key,
                "title": str(each.title),
                "state": each.state,
                "total": each.total,
                "tolerated": each.tolerated,
                "error": each.error,
                "findings": list(each.shown()),
            }
            for each in outcomes
        ]
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1, default=str))

    def _write_table(self, outcomes, most: int):
        for each in outcomes:
            self.stdout.write(f"{each.state:8} {each.total:6}  {each.title}  [{each.key}]")
            if each.error:
                self.stdout.write(f"{'':16} {each.error}")
            for found in list(each.shown())[:most]:
                said = " · ".join(
                    filter(None, (found["department"], found["thing"], found["words"]))
                )
                self.stdout.write(f"{'':16} {said}  {found['address']}")
            if each.total > most:
                self.stdout.write(f"{'':16} … {each.total - most} more")
