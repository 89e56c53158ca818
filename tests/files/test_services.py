import hashlib
import io
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import connection

from portal.files import storage
from portal.files.models import StoredFile
from portal.files.services import store
from portal.workflow import Refused
from tests.files import samples
from tests.files.conftest import left_over

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TEXT = "Horário da biblioteca".encode()


def test_bytes_are_kept_under_their_hash(file_store):
    file = store(SimpleUploadedFile("horário.txt", TEXT))
    assert file.sha256 == hashlib.sha256(TEXT).hexdigest()
    assert file.size == len(TEXT)
    assert file.media_type == "text/plain"
    assert file.text_state == "pending"
    assert (file_store / file.path).read_bytes() == TEXT
    assert left_over(file_store) == []


def test_the_same_bytes_are_kept_once_whatever_their_name(file_store, tmp_path):
    path = tmp_path / "b.txt"
    path.write_bytes(TEXT)
    first = store(SimpleUploadedFile("a.txt", TEXT))
    assert store(path) == first
    assert store(io.BytesIO(TEXT), name="c.txt") == first
    assert StoredFile.objects.count() == 1
    assert path.read_bytes() == TEXT


def test_a_large_upload_is_moved_and_not_copied(file_store, settings):
    settings.FILE_UPLOAD_TEMP_DIR = storage.incoming()
    upload = TemporaryUploadedFile("a.txt", "text/plain", len(TEXT), None)
    upload.write(TEXT)
    upload.flush()
    inode = (file_store / "incoming" / upload.temporary_file_path()).stat().st_ino
    file = store(upload)
    upload.close()
    assert (file_store / file.path).stat().st_ino == inode
    assert (file_store / file.path).read_bytes() == TEXT
    assert left_over(file_store) == []


def test_the_name_says_nothing_about_the_type():
    upload = SimpleUploadedFile("plan.pdf", b"<html><script>1</script>", "application/pdf")
    assert store(upload).media_type == "text/html"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"MZ\x90\0\3\0", "application/x-msdownload"),
        (b"a" * 1_200_000, "too large"),
    ],
)
def test_what_is_not_accepted_is_refused_with_its_name_and_the_reason(
    file_store, settings, content, reason
):
    settings.FAROL_MAX_UPLOAD_MB = 1
    with pytest.raises(Refused, match=r"預算\.xlsx.*" + reason):
        store(SimpleUploadedFile("預算.xlsx", content))
    assert StoredFile.objects.count() == 0
    assert left_over(file_store) == []


def test_the_accepted_types_can_be_set(settings):
    settings.FAROL_ALLOWED_TYPES = ["application/pdf"]
    with pytest.raises(Refused, match="text/plain"):
        store(SimpleUploadedFile("a.txt", TEXT))
    assert store(SimpleUploadedFile("a.pdf", samples.pdf("x")))


def test_a_folder_or_a_missing_file_is_refused(file_store, tmp_path):
    for path in (tmp_path, tmp_path / "missing.txt"):
        with pytest.raises(Refused, match=path.name):
            store(path)
    assert left_over(file_store) == []


def test_an_upload_that_breaks_off_leaves_nothing(file_store):
    class BrokenOff(io.BytesIO):
        def read(self, size=-1):
            if self.tell():
                raise ConnectionResetError("the editor's line broke")
            return super().read(10)

    with pytest.raises(ConnectionResetError):
        store(BrokenOff(TEXT), name="a.txt")
    assert left_over(file_store) == []


def test_bytes_damaged_on_disk_are_healed_by_storing_them_again(file_store):
    file = store(SimpleUploadedFile("a.txt", TEXT))
    (file_store / file.path).write_bytes(b"damaged")
    store(SimpleUploadedFile("a.txt", TEXT))
    assert (file_store / file.path).read_bytes() == TEXT


@pytest.mark.django_db(transaction=True)
def test_the_same_file_arriving_many_times_at_once_is_kept_once(file_store):
    results, failures = [], []

    def upload():
        try:
            results.append(store(io.BytesIO(TEXT * 1000), name="a.txt").pk)
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=upload) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(set(results)) == 1
    assert StoredFile.objects.count() == 1
    assert left_over(file_store) == []
