"""A real clamd, with a tiny database of its own, looks through what comes in."""

import hashlib
import io
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from policies.services import case_files
from portal.files.models import StoredFile
from portal.files.services import store
from portal.workflow import Refused
from tests.serving import wait_until

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("file_store", "in_english")]

# The file by which programs against viruses are tried out (eicar.org), put together here so that
# none of them takes this file for it.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture(scope="module")
def clamd():
    """The path of its socket."""
    from tests import machine

    missing = machine.lacks().get("clamav")
    if missing:
        (pytest.fail if machine.REQUIRE_ALL else pytest.skip)(missing)
    folder = Path(tempfile.mkdtemp(prefix="clam"))
    (folder / "db").mkdir()
    digest = hashlib.md5(EICAR).hexdigest()
    (folder / "db" / "own.hdb").write_text(f"{digest}:{len(EICAR)}:Eicar-Test\n")
    (folder / "clamd.conf").write_text(
        f"LocalSocket {folder}/socket\nDatabaseDirectory {folder}/db\nForeground yes\n"
        f"LogFile {folder}/log\nStreamMaxLength 1M\nUser {_me()}\nMaxThreads 2\n"
    )
    program = shutil.which("clamd") or "/usr/sbin/clamd"
    process = subprocess.Popen(
        [program, "--config-file", folder / "clamd.conf"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_until(lambda: (folder / "socket").exists() or process.poll() is not None)
    assert process.poll() is None, (folder / "log").read_text()
    yield str(folder / "socket")
    process.terminate()
    process.wait(10)
    shutil.rmtree(folder)


def _me() -> str:
    import getpass

    return getpass.getuser()


def test_what_is_harmful_is_refused_and_named(settings, clamd):
    settings.FAROL_CLAMAV = clamd
    with pytest.raises(Refused, match=r"“notice.txt” .*Eicar-Test"):
        store(io.BytesIO(EICAR), "notice.txt")
    assert not StoredFile.objects.exists()


def test_what_is_harmless_is_kept_whole(settings, clamd):
    settings.FAROL_CLAMAV = clamd
    content = b"The gates close at four metres.\n" * 1000
    assert store(io.BytesIO(content), "notice.txt").sha256 == hashlib.sha256(content).hexdigest()


def test_files_of_residents_are_looked_at_as_well(settings, clamd):
    from uuid import uuid4

    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.FAROL_CLAMAV = clamd
    with pytest.raises(Refused, match="Eicar-Test"):
        case_files.keep_waiting(SimpleUploadedFile("letter.txt", EICAR), uuid4())


def test_what_it_cannot_look_at_is_refused(settings, clamd):
    settings.FAROL_CLAMAV = clamd
    with pytest.raises(Refused, match="could not be looked through"):
        store(io.BytesIO(b"word " * 500_000), "long.txt")


@pytest.mark.parametrize("place", ["/nowhere/clamd.ctl", "127.0.0.1:9"])
def test_while_it_does_not_answer_no_file_is_taken(settings, place):
    settings.FAROL_CLAMAV = place
    with pytest.raises(Refused, match="could not be looked through"):
        store(io.BytesIO(b"word"), "notice.txt")
