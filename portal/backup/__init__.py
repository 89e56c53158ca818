"""Backups: the database and the files as they were at one moment, and their way back.

A target holds a folder for each backup, named by its moment, and `files/`, in which the bytes of
all of them lie once, by their SHA-256. A folder has its name only when everything in it is there.
"""

_derived: set[str] = {"incoming"}


def leave_out(folder: str) -> None:
    """Say that a folder of the file store can be made again, and needs no backup."""
    _derived.add(folder)


def left_out() -> frozenset[str]:
    """The folders of the file store that no backup holds."""
    return frozenset(_derived)


class BackupError(Exception):
    """What was asked of a backup can't be done; the message says why."""
