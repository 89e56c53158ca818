"""`manage.py extract_pending`: read the text of all files that wait for it."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait

from django.core.management.base import BaseCommand
from tqdm import tqdm

from portal.files import extraction, services
from portal.files.models import StoredFile


def _read_all(
    files: Iterator[StoredFile], jobs: int
) -> Iterator[tuple[StoredFile, extraction.Outcome]]:
    """Read files side by side; the database is touched by this thread alone."""
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        running: dict[Future, StoredFile] = {}
        for file in files:
            reading = pool.submit(extraction.run, file.sha256, file.size, file.media_type)
            running[reading] = file
            if len(running) >= jobs * 2:
                done, _rest = wait(running, return_when="FIRST_COMPLETED")
                for each in done:
                    yield running.pop(each), each.result()
        for each, file in running.items():
            yield file, each.result()


class Command(BaseCommand):
    help = "Read the text of every stored file that waits for it, in child processes."

    def add_arguments(self, parser):
        parser.add_argument("--jobs", type=int, default=1, help="how many files at once (1)")
        parser.add_argument("--again", action="store_true", help="also files that were read before")

    def handle(self, *args, jobs: int, again: bool, verbosity: int, **options):
        files = StoredFile.objects.without_text()
        files = files.order_by("pk") if again else files.pending()
        waiting = list(files)  # a snapshot: what we read leaves the queue meanwhile
        states: Counter[str] = Counter()
        with tqdm(total=len(waiting), unit="file", disable=verbosity < 1) as progress:
            for file, outcome in _read_all(iter(waiting), max(1, jobs)):
                services.record(file, outcome)
                states[outcome.state] += 1
                progress.update()
        if verbosity:
            for state, count in states.most_common():
                self.stdout.write(f"{state}: {count}")
            self.stdout.write(f"{len(waiting)} files read.")
