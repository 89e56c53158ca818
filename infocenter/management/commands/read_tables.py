from django.core.management.base import BaseCommand
from tqdm import tqdm

from infocenter.models import Table
from infocenter.services.datasets import load_table, remove_left_over


class Command(BaseCommand):
    help = (
        "Reads the tables that wait, and those whose Parquet is missing (after a restore, say); "
        "removes Parquet that no table refers to."
    )

    def handle(self, *args, verbosity: int, **options):
        tables = list(Table.objects.exclude(status="failed").order_by("pk"))
        for table in tqdm(tables, unit="table", disable=verbosity < 1):
            load_table(table)
        removed = remove_left_over()
        if verbosity:
            self.stdout.write(f"{len(tables)} tables looked at, {removed} left over removed.")
