"""`manage.py seal_again`: seal everything about people with the first of FAROL_PERSONAL_KEYS."""

from django.core.management.base import BaseCommand
from tqdm import tqdm

from policies.services import seal_again
from portal.accounts.services import seal_again as seal_secrets


class Command(BaseCommand):
    help = (
        "Seal all personal data with the first key of FAROL_PERSONAL_KEYS, after which the others "
        "can be taken away. It may be stopped and begun anew."
    )

    def handle(self, *args, verbosity, **options):
        done = sum(1 for _row in tqdm(seal_again(), unit=" rows", disable=verbosity == 0))
        done += seal_secrets()
        if verbosity:
            self.stdout.write(f"{done} rows are sealed with the first key.")
