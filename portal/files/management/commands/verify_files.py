"""`manage.py verify_files`: are the bytes on disk still those that were stored?"""

import hashlib
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from portal.files import storage
from portal.files.models import StoredFile

LITTER_AGE = 24 * 3600  # seconds: no upload takes a day


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _fault(file: StoredFile) -> str:
    """What is wrong with the bytes of a stored file; empty if nothing is."""
    path = storage.location(file.sha256)
    try:
        size = path.stat().st_size
        if size != file.size:
            return f"has {size} bytes instead of {file.size}"
        return "" if _hash_of(path) == file.sha256 else "has other bytes than were stored"
    except FileNotFoundError:
        return "is missing"
    except OSError as problem:
        return f"can't be read: {problem}"


def remove_litter() -> int:
    """Remove what uploads and readers left behind when the machine was cut off."""
    removed = 0
    for path in storage.incoming().iterdir():
        try:
            if path.is_file() and time.time() - path.stat().st_mtime > LITTER_AGE:
                path.unlink()
                removed += 1
        except FileNotFoundError:
            continue  # somebody else was faster
    return removed


class Command(BaseCommand):
    help = "Hash every stored file again and compare. Ends with status 1 if one is damaged."

    def handle(self, *args, verbosity: int, **options):
        files = StoredFile.objects.without_text().order_by("pk")
        faulty = 0
        progress = tqdm(
            files.iterator(chunk_size=500), total=files.count(), unit="file", disable=verbosity < 1
        )
        for file in progress:
            fault = _fault(file)
            if fault and files.filter(pk=file.pk).exists():  # not removed meanwhile
                faulty += 1
                self.stderr.write(f"{file.sha256} {fault}")
        removed = remove_litter()
        if removed and verbosity:
            self.stdout.write(f"{removed} unfinished uploads older than a day were removed.")
        if faulty:
            raise CommandError(f"{faulty} of {files.count()} files are damaged or missing.")
        if verbosity:
            self.stdout.write(f"{files.count()} files are as they were stored.")
