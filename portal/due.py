"""What happens by the clock: jobs that apps register, done by `manage.py run_due`.

A job may run twice at once, or a day late: it asks the database what is due and takes each thing
by a conditional update.
"""

import logging
from collections.abc import Callable

logger = logging.getLogger(__name__)

_jobs: dict[str, Callable[[], int]] = {}


def register(name: str, job: Callable[[], int]) -> None:
    """Have `job` done at every run; it answers how much it did. Call this in `ready` of an app."""
    _jobs[name] = job


def run_all() -> dict[str, int | None]:
    """Do every job; None stands for one that failed, which stops no other."""
    outcome: dict[str, int | None] = {}
    for name, job in _jobs.items():
        try:
            outcome[name] = job()
        except Exception:
            logger.exception("The job “%s” failed; it is tried again at the next run.", name)
            outcome[name] = None
    return outcome
