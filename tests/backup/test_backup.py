"""Backups: taken while somebody writes, restored elsewhere, refused when they aren't whole."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from portal import moments
from portal.backup import BackupError, folders, manifest, restoring
from portal.backup.arrivals import Arrivals
from portal.backup.pool import read_list
from portal.files import sealed, storage
from portal.history.models import Event
from portal.history.services import record
from tests.backup.digests import digest_of_all_tables
from tests.factories import infocenter as make
from tests.factories import organisation
from tests.serving import ROOT, environment

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 5 if os.environ.get("FAROL_STRESS") == "full" else 1

ELSEWHERE = """
import json, sys, django
django.setup()
from django.core.management import call_command
from tests.backup.digests import digest_of_all_tables
for source in sys.argv[1:]:
    call_command("restore", source, force=source != sys.argv[1])
    call_command("verify_files", verbosity=0)
    call_command("verify_audit")
print(json.dumps(digest_of_all_tables()))
"""


def run(command, *arguments, **options):
    out = StringIO()
    call_command(command, *map(str, arguments), stdout=out, stderr=out, **options)
    return out.getvalue().strip()


def whole_backup(target):
    """Make a backup; the answer is its folder."""
    return target / run("backup", target).splitlines()[0]


class Writer:
    """Somebody who goes on writing: each time bytes, the row that names them, and an event."""

    def __init__(self):
        self.wrote = 0
        self._stop = threading.Event()
        self._department = organisation.department()
        self._thread = threading.Thread(target=self._write)

    def __enter__(self):
        self._thread.start()
        self.wait_for(10)
        return self

    def __exit__(self, *problem):
        self._stop.set()
        self._thread.join()

    def wait_for(self, more: int) -> None:
        aim = self.wrote + more
        while self.wrote < aim and self._thread.is_alive():
            threading.Event().wait(0.01)
        assert self.wrote >= aim

    def _write(self) -> None:
        while not self._stop.is_set():
            with transaction.atomic():
                make.stored_file(os.urandom(30).hex().encode())
                record("department.changed", self._department)
            sealed.keep(b"secret")
            self.wrote += 1
        connection.close()


@pytest.fixture
def elsewhere(tmp_path):
    """Restore backups, one over the other, in another place; the answer is what is there then."""
    name = f"restored_{os.getpid()}"
    if connection.vendor == "postgresql":
        _administer(f"CREATE DATABASE {name} TEMPLATE template0")
        url = f"{os.environ['FAROL_TEST_POSTGRES'].rpartition('/')[0]}/{name}"
    else:
        url = f"sqlite:///{tmp_path / 'restored' / 'db.sqlite3'}"

    def restored(*sources):
        done = subprocess.run(
            [sys.executable, "-c", ELSEWHERE, *map(str, sources)],
            cwd=ROOT,
            env=environment(DATABASE_URL=url, FAROL_VAR_DIR=str(tmp_path / "restored")),
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    yield restored
    if connection.vendor == "postgresql":
        _administer(f"DROP DATABASE {name}")


def _administer(statement):
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


def files_in(root):
    return {each.relative_to(root) for each in root.rglob("*") if each.is_file()}


def test_backups_made_while_somebody_writes_are_consistent_and_a_quiet_one_is_equal(
    file_store, tmp_path, elsewhere
):
    with Writer() as writer:
        made = [whole_backup(tmp_path / "kept") for _each in range(TIMES)]
        writer.wait_for(5)
    quiet = whole_backup(tmp_path / "kept")
    here = digest_of_all_tables()
    there = elsewhere(*made, quiet)  # verifies each: files, and the chain of the history
    apart = {"history_checkpoint", "portal_moment", "sqlite_sequence"}  # of the verifications
    assert {name for name in here if here[name] != there[name]} <= apart
    assert Event.objects.count() == writer.wrote
    assert files_in(tmp_path / "restored/files") >= files_in(storage.root())


# --- What is refused ------------------------------------------------------------------------------


@pytest.fixture
def backup(file_store, tmp_path):
    make.stored_file(b"Some words.")
    return whole_backup(tmp_path / "kept")


def test_a_backup_is_found_whole(backup):
    assert run("restore", backup, check=True).startswith("Whole: 1 files")
    assert run("restore", backup.parent, check=True).startswith("Whole: 1 files")
    assert moments.last()[moments.BACKUP]


def test_half_a_backup_is_refused(backup):
    half = backup.with_suffix(folders.PART)
    backup.rename(half)
    with pytest.raises(CommandError, match="half a backup"):
        run("restore", half)
    with pytest.raises(CommandError, match="no whole backup"):
        run("restore", half.parent)
    whole = half.rename(backup)
    (whole / manifest.NAME).unlink()
    with pytest.raises(CommandError, match="only half"):
        run("restore", whole)


def test_a_backup_that_was_changed_anywhere_is_refused(backup):
    pooled = next((backup.parent / "files").glob("*/*"))
    for path in [*backup.iterdir(), pooled]:
        bytes_ = path.read_bytes()
        path.write_bytes(bytes([bytes_[0] ^ 1]) + bytes_[1:])
        with pytest.raises(CommandError, match="changed"):
            run("restore", backup, force=True)
        path.write_bytes(bytes_[: len(bytes_) // 2])
        with pytest.raises(CommandError, match="changed"):
            run("restore", backup, force=True)
        path.unlink()
        with pytest.raises(CommandError, match=r"missing|half"):
            run("restore", backup, force=True)
        path.write_bytes(bytes_)
    assert run("restore", backup, check=True)


def test_a_backup_of_a_newer_release_or_another_database_is_refused(backup):
    said = manifest.read(backup)
    for change, words in (
        ({"migrations": [*said.migrations, "portal.9999_future"]}, "newer release"),
        ({"vendor": "oracle"}, "oracle"),
        ({"format": 99}, "newer release"),
    ):
        manifest.Manifest(**{**vars(said), **change}).write(backup)
        with pytest.raises(CommandError, match=words):
            run("restore", backup, force=True)


def test_a_place_that_isnt_empty_is_refused_without_force(backup):
    with pytest.raises(CommandError, match="isn't empty: --force"):
        run("restore", backup)


def test_a_list_of_files_that_leads_elsewhere_is_refused(backup):
    listed = backup / manifest.FILES
    line = listed.read_text().rsplit("\t", 1)[0]
    listed.write_text(f"{line}\t../../outside\n")
    said = manifest.read(backup)
    parts = {**said.parts, manifest.FILES: manifest.describe(listed)}
    manifest.Manifest(**{**vars(said), "parts": parts}).write(backup)
    with pytest.raises(BackupError, match="leads out"):
        restoring.verify(backup)


def test_what_a_look_tells_is_said_before_anything_is_hashed(file_store, tmp_path):
    files = [make.stored_file(words) for words in (b"One.", b"Two.", b"Three.")]
    made = whole_backup(tmp_path / "kept")
    first, _second, last = sorted(f"{made.parent}/files/{f.sha256[:2]}/{f.sha256}" for f in files)
    size = os.path.getsize(first)
    with open(first, "wb") as file:
        file.write(b"x" * size)
    os.unlink(last)
    with pytest.raises(CommandError, match="missing in"):
        run("restore", made, force=True)


# --- Many backups ---------------------------------------------------------------------------------


def test_bytes_are_kept_once_and_go_with_the_last_backup_that_needs_them(file_store, tmp_path):
    target = tmp_path / "kept"
    gone = make.stored_file(b"Only in the first one.")
    place = sealed.keep(b"secret")
    first = whole_backup(target)
    storage.remove(gone.sha256)
    gone.delete()
    sealed.seal_again(place)  # the same name, other bytes
    make.stored_file(b"Only in the second one.")
    second = whole_backup(target)
    assert len(list((target / "files").glob("*/*"))) == 4
    abandoned = shutil.copytree(second, target / f"x{folders.PART}")
    os.utime(abandoned, (0, 0))
    run("backup", target, keep=2)
    assert not first.exists()
    assert not abandoned.exists()
    assert len(folders.backups_in(target)) == 2
    assert len(list((target / "files").glob("*/*"))) == 2
    assert run("restore", second, check=True)


def test_what_can_be_made_again_isnt_in_a_backup(file_store, tmp_path):
    for folder in ("datasets", "incoming"):
        (file_store / folder).mkdir(parents=True)
        (file_store / folder / "x").write_bytes(b"x")
    assert manifest.read(whole_backup(tmp_path / "kept")).files == 0


def test_a_further_backup_reads_only_what_is_new_whatever_files_are_called(
    file_store, tmp_path, monkeypatch
):
    for name in ("ab/c", "ab/c.d/e", "ab/c-d", "ab-c", "ab.c", "a/z", "新/x", "Z"):
        (file_store / name).parent.mkdir(parents=True, exist_ok=True)
        (file_store / name).write_text(name)
    whole_backup(tmp_path / "kept")
    (file_store / "ab" / "c").write_text("Changed.")
    (file_store / "Z").unlink()
    (file_store / "ab" / "new").write_text("New.")
    read = []
    copy = Arrivals.copy
    monkeypatch.setattr(Arrivals, "copy", lambda self, file: read.append(file) or copy(self, file))
    made = whole_backup(tmp_path / "kept")
    assert read == [file_store / "ab" / "c", file_store / "ab" / "new"]
    listed = [each.path for each in read_list(made / manifest.FILES)]
    assert sorted(listed) == sorted(each.as_posix() for each in files_in(file_store))
    assert run("restore", made, check=True).startswith("Whole: 8 files")


# --- What goes wrong in the middle ----------------------------------------------------------------


@pytest.fixture
def own_database(backup, tmp_path, monkeypatch):
    """A copy of the database, which nobody else has open: another may be put in its place."""
    own = tmp_path / "own.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(own)])
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "NAME", str(own))
    yield own
    connection.close()


@pytest.mark.sqlite_only
def test_a_restore_that_is_cut_off_leaves_the_old_database_with_all_that_was_in_its_log(
    backup, own_database, monkeypatch
):
    department = organisation.department()
    connection.close()
    with closing(sqlite3.connect(own_database)) as other:  # whose log nobody has taken in yet
        other.execute("UPDATE organisation_department SET code = 'LAST'")
        other.commit()
        kept = [own_database.with_name(own_database.name + end) for end in ("", "-wal")]
        copies = [shutil.copyfile(each, f"{each}.copy") for each in kept]
    for copied, each in zip(copies, kept, strict=True):
        os.replace(copied, each)  # as after a kill: a log, and nobody who has it open
    monkeypatch.setattr(Path, "replace", no_disk)
    with pytest.raises(CommandError, match="as it was: The disk"):
        run("restore", backup, force=True)
    department.refresh_from_db()
    assert department.code == "LAST"
    assert not [*own_database.parent.glob("*.part")]


def no_disk(self, target):
    if self.suffix == ".part":
        raise OSError("The disk is gone.")
    return os.replace(self, target)


@pytest.mark.sqlite_only
@pytest.mark.parametrize("reads", [True, False])
def test_a_restore_is_refused_while_somebody_has_the_database_open(backup, own_database, reads):
    department = organisation.department()
    with closing(sqlite3.connect(own_database)) as other:
        if reads:
            other.execute("BEGIN")
        assert other.execute("SELECT code FROM organisation_department").fetchall()
        department.code = "NEW"
        department.save()
        with pytest.raises(CommandError, match="stop the portal first"):
            run("restore", backup, force=True)
    department.refresh_from_db()
    assert department.code == "NEW"
