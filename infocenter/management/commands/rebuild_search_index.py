"""`manage.py rebuild_search_index`: make the index hold what is public, without downtime."""

from django.core.management.base import BaseCommand
from django.db import transaction
from tqdm import tqdm

from infocenter import search
from infocenter.search import kinds
from infocenter.search.meaning import embedders, store
from portal import pagecache


class Command(BaseCommand):
    help = (
        "Bring the search index in step with what is public. Only what is missing or was made by "
        "an older version or another embedder is made again; search goes on meanwhile. Stopped, it "
        "can be run again."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="everything, also what looks right")

    def handle(self, *args, verbosity: int, **options):
        if options["all"]:
            search.mark_outdated()  # a stopped run goes on where it was: what is new has the stamp
        waiting = [(kind, each) for kind in kinds.every() for each in kind.out_of_step()]
        public = 0
        with tqdm(total=len(waiting), unit="text", disable=verbosity < 1) as progress:
            for kind, object_id in waiting:
                public += kind.refresh(object_id)
                progress.update()
        search.refresh_statistics()
        with transaction.atomic():
            pagecache.invalidate()  # what was counted meanwhile is counted again
        if verbosity:
            gone = len(waiting) - public
            self.stdout.write(f"{public} indexed, {gone} taken out.")
        self._embed(verbosity)

    def _embed(self, verbosity: int) -> None:
        """Give vectors to what has none, where an embedder is configured."""
        embedder = embedders.configured()
        if embedder is None:
            return
        waiting = store.waiting_objects(embedder)
        with tqdm(total=len(waiting), unit="text", disable=verbosity < 1) as progress:
            done = store.catch_up(waiting, progress.update)
        if verbosity:
            self.stdout.write(f"{done} of {len(waiting)} given vectors.")
