"""The child process that reads one file: `python -m portal.files.extract_child JOB`.

It starts without Django and with hard limits on memory, processor time and what it may write. The
answer is on disk before the preview is drawn, so that a page that can't be drawn costs no text.
"""

import faulthandler
import sys
from contextlib import suppress

from portal import confined
from portal.files.reading.job import Deadline, Found, Job
from portal.files.types import TEXTS


def limit(job: Job) -> None:
    """Bound everything that a hostile file could use up."""
    written = job.max_characters * 12 + 16 * confined.MEGABYTE
    confined.limit(memory_mb=job.memory_mb, seconds=job.seconds, written_bytes=written)


def _reader(media_type: str):
    # Imported late: each of them loads a large library, and only one is needed.
    if media_type == "application/pdf":
        from portal.files.reading import pdf

        return pdf
    if media_type in TEXTS:
        from portal.files.reading import texts

        return texts
    from portal.files.reading import office

    return office


def read(job: Job) -> Found:
    """Read the file; running out of memory is an answer too."""
    deadline = Deadline(job.seconds * 0.8)
    try:
        return _reader(job.media_type).read(job, deadline)
    except MemoryError:
        return Found("too_large", "memory")


def main() -> None:
    job = Job.from_json(sys.argv[1])
    faulthandler.disable()
    limit(job)
    found = read(job)
    found.save(job.folder)
    if job.media_type == "application/pdf" and found.state in ("ok", "no_text"):
        from portal.files.reading import pdf

        with suppress(Exception, MemoryError):
            pdf.draw(job, Deadline(job.seconds * 0.1))


if __name__ == "__main__":
    main()
