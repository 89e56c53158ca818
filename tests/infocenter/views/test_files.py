"""Files of public documents: download, resume, archive, counting."""

import hashlib
import io
import zipfile

import pytest

from infocenter import downloads, services
from infocenter.models import Attachment
from tests.factories import infocenter as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    return make.published_document(files=[("規章 ç.txt", b"text " * 1000), ("b.txt", b"other")])


def address(document, file=None, language="pt"):
    file = file or make.file_of(document)
    return f"/{language}/documents/{document.pk}/files/{file.pk}/{file.name}"


def read(response):
    return b"".join(response)


def test_the_bytes_are_those_of_the_hash_that_the_page_shows(client, document):
    response = client.get(address(document))
    body = read(response)
    assert body == b"text " * 1000
    shown = client.get(f"/pt/documents/{document.pk}/").content.decode()
    assert hashlib.sha256(body).hexdigest() in shown
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, no-cache"
    assert "filename*=UTF-8''" in response["Content-Disposition"]


def test_a_download_can_be_resumed(client, document):
    first = client.get(address(document), headers={"Range": "bytes=0-99"})
    rest = client.get(address(document), headers={"Range": "bytes=100-", "If-Range": first["ETag"]})
    assert (first.status_code, rest.status_code) == (206, 206)
    assert read(first) + read(rest) == b"text " * 1000


def test_the_name_in_the_address_does_not_matter(client, document):
    file = make.file_of(document)
    for name in ("x", "preview.webp", "%00", "..", "a" * 500):
        response = client.get(f"/en/documents/{document.pk}/files/{file.pk}/{name}")
        assert read(response) == b"text " * 1000


def test_files_of_older_editions_stay(client, document):
    old = make.file_of(document)
    services.replace_attachment(old, make.stored_file(b"newer"), name="n.txt", by=None)
    make.next_edition(document)
    assert read(client.get(address(document, old))) == b"text " * 1000
    assert read(client.get(address(document))) == b"newer"


def test_a_file_is_only_below_its_own_document(client, document):
    other = make.published_document()
    file = make.file_of(document)
    assert client.get(f"/en/documents/{other.pk}/files/{file.pk}/x").status_code == 404


def test_the_archive_holds_the_files_and_their_sums(client, document):
    response = client.get(f"/pt/documents/{document.pk}/files/all.zip")
    archive = zipfile.ZipFile(io.BytesIO(read(response)))
    assert set(archive.namelist()) == {"規章 ç.txt", "b.txt", "SHA256SUMS"}
    assert response["Content-Type"] == "application/zip"
    old = client.get(f"/pt/documents/{document.pk}/editions/1/all.zip")
    assert zipfile.ZipFile(io.BytesIO(read(old))).testzip() is None


def test_a_document_without_files_has_no_archive(client):
    document = make.published_document()
    assert client.get(f"/pt/documents/{document.pk}/files/all.zip").status_code == 404


def test_an_archive_can_be_asked_about(client, document):
    response = client.head(f"/pt/documents/{document.pk}/files/all.zip")
    assert response.status_code == 200
    assert int(response["Content-Length"]) > 0
    assert response.content == b""


def test_downloads_are_counted_once_each(client, document):
    file = make.file_of(document)
    where = address(document)
    read(client.get(where))
    client.head(where)
    client.get(where, headers={"If-None-Match": f'"{file.file.sha256}"'})
    read(client.get(where, headers={"Range": "bytes=100-200"}))
    read(client.get(where, headers={"Range": "bytes=0-10"}))
    read(client.get(f"/pt/documents/{document.pk}/files/all.zip"))
    downloads.tally.flush()
    assert Attachment.objects.get(pk=file.pk).downloads == 3


def test_there_is_a_preview_only_where_one_was_made(client, document):
    file = make.file_of(document)
    assert client.get(f"/pt/documents/{document.pk}/previews/{file.pk}.webp").status_code == 404
