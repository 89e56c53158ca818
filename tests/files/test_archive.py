import io
import shutil
import subprocess
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.files.archive import stream_zip
from portal.files.services import store
from tests.files.conftest import left_over

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def entries():
    """Files with names that quarrel with each other and with the archive."""
    names = ["預算.txt", "Orçamento.txt", "orçamento.TXT", "../up.txt", "SHA256SUMS", "a\r\nb.txt"]
    return [(name, store(io.BytesIO(f"{name}\n".encode()), name="a.txt")) for name in names]


def whole(response) -> bytes:
    try:
        return b"".join(response)
    finally:
        response.close()


def test_the_archive_holds_every_file_under_a_safe_name_of_its_own(entries):
    content = whole(stream_zip(entries, "all.zip"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            "預算.txt",
            "Orçamento.txt",
            "orçamento (2).TXT",
            "_up.txt",
            "SHA256SUMS (2)",
            "ab.txt",
            "SHA256SUMS",
        ]
        assert archive.read("預算.txt") == "預算.txt\n".encode()


def test_the_length_is_told_beforehand_and_is_right(entries):
    response = stream_zip(entries, "全部.zip")
    assert int(response["Content-Length"]) == len(whole(response))
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_the_same_files_make_the_same_archive(entries):
    first, second = (stream_zip(entries, "all.zip") for _ in range(2))
    assert first["ETag"] == second["ETag"]
    assert whole(first) == whole(second)


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="There is no sha256sum here.")
def test_the_sums_can_be_checked_with_the_usual_program(entries, tmp_path):
    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(io.BytesIO(whole(stream_zip(entries, "all.zip")))) as archive:
        archive.extractall(folder)
    done = subprocess.run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_nothing_is_left_behind_even_if_the_reader_goes_away(entries, file_store):
    response = stream_zip(entries, "all.zip")
    next(iter(response))
    response.close()
    whole(stream_zip(entries, "all.zip"))
    assert left_over(file_store) == []


def test_a_damaged_file_is_said_before_anything_is_sent(entries, file_store):
    (file_store / entries[1][1].path).write_bytes(b"?")
    assert stream_zip(entries, "all.zip").status_code == 503


def test_one_file_may_be_in_the_archive_twice():
    file = store(SimpleUploadedFile("a.txt", b"text"))
    content = whole(stream_zip([("a.txt", file), ("a.txt", file)], "all.zip"))
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert names == ["a.txt", "a (2).txt", "SHA256SUMS"]
