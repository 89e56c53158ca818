"""What is measured must be what publishing makes, and the same in every run."""

import pytest

from benchmarks.documents import documents
from benchmarks.fill_portal import fill
from infocenter import editions, indexing, markdown, search
from infocenter.models import Document, Edition

COUNT = 12


@pytest.fixture
def filled(db):
    fill(COUNT)


def test_the_documents_are_the_same_in_every_run():
    assert list(documents(COUNT)) == list(documents(COUNT))


def test_the_peers_show_the_text_that_the_portal_shows():
    for each in documents(COUNT):
        shown = markdown.render(each.main.markdown)
        assert indexing.words(shown)[0] == indexing.words(each.main.html)[0]


def test_editions_hold_what_publishing_would_put_into_them(filled):
    assert Edition.objects.current().count() == COUNT
    for edition in Edition.objects.current():
        content = editions.snapshot(edition.document)
        assert edition.sha256 == editions.digest(content)
        assert edition.translations.count() == len(content["translations"])
        assert edition.files.count() == len(content["files"])


def test_the_documents_are_found(filled):
    for each in documents(COUNT):
        name = each.main.title.split()[-2]  # a word of its own
        found = search.match(name, language=each.main.language).hits
        assert each.reference in [hit.number for hit in found]


def test_pages_and_files_answer(filled, client, settings):
    for document in Document.objects.all():
        assert client.get(f"/en/documents/{document.pk}/").status_code == 200
        for attachment in document.attachments.all():
            address = f"/en/documents/{document.pk}/files/{attachment.pk}/{attachment.name}"
            answer = client.get(address)
            assert answer.status_code == 200
            assert len(b"".join(answer)) == attachment.file.size
