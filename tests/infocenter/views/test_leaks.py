"""Nothing that isn't published shows anywhere: not in pages, counts, feeds, search or files."""

import pytest

from infocenter import services
from tests.factories import infocenter as make
from tests.factories.organisation import department

pytestmark = pytest.mark.django_db

SECRET = "絕密草稿"
LANGUAGES = ("zh-hant", "pt", "en", "zh-hans")


def secret_texts():
    return [
        make.texts("zh-hant", title=f"{SECRET}標題", summary=f"{SECRET}摘要", body=f"{SECRET}正文")
    ]


def public_addresses(*documents):
    """Every public address that could mention a document."""
    for language in LANGUAGES:
        yield from (f"/{language}/{page}" for page in ("", "documents/", "documents/feeds/"))
        yield from (
            f"/{language}/documents/?sort={sort}" for sort in ("oldest", "title", "changed")
        )
        yield f"/{language}/search/?q={SECRET}"
        yield f"/{language}/departments/"
        yield f"/feeds/documents.{language}.atom"
        yield f"/feeds/documents.{language}.json"
        for each in documents:
            base = f"/{language}/documents/{each.pk}/"
            yield from (
                base + page for page in ("", "history/", "print/", "compare/", "editions/1/")
            )
            yield f"/{language}/departments/{each.department.code}/"
    yield from ("/sitemap.xml", "/sitemap-1.xml", "/sitemap-pages.xml")


def unpublished():
    return [
        make.draft_document(translations=secret_texts(), number=f"{SECRET}/1"),
        make.document_in_review(translations=secret_texts()),
        make.scheduled_document(translations=secret_texts()),
    ]


def test_drafts_reviews_and_scheduled_documents_are_nowhere(client):
    hidden = unpublished()
    for address in public_addresses(*hidden):
        text = b"".join(client.get(address)).decode()
        if "/search/" not in address:  # a search page repeats the question
            assert SECRET not in text, address
        assert f"{SECRET}標題" not in text, address
        assert f"{SECRET}摘要" not in text, address


def test_they_are_not_counted(client):
    make.published_document()
    unpublished()
    make.withdrawn_document()
    assert "1 document<" in client.get("/en/documents/").content.decode()


def test_unknown_and_unpublished_documents_get_the_same_answer(client):
    for each in unpublished():
        hidden = client.get(f"/pt/documents/{each.pk}/")
        unknown = client.get("/pt/documents/999999/")
        assert (hidden.status_code, unknown.status_code) == (404, 404)
        strip = hidden.content.replace(str(each.pk).encode(), b"")
        assert strip == unknown.content.replace(b"999999", b"").replace(str(each.pk).encode(), b"")


@pytest.mark.parametrize(
    "page", ["", "history/", "print/", "compare/", "editions/1/", "editions/7/"]
)
def test_no_page_of_an_unpublished_document_exists(client, page):
    for each in unpublished():
        assert client.get(f"/en/documents/{each.pk}/{page}").status_code == 404


def test_files_of_unpublished_documents_can_not_be_guessed(client):
    document = make.draft_document(files=[("a.txt", b"secret bytes")])
    file = make.file_of(document)
    other = make.published_document()
    for address in (
        f"/en/documents/{document.pk}/files/{file.pk}/a.txt",
        f"/en/documents/{other.pk}/files/{file.pk}/a.txt",
        f"/en/documents/{document.pk}/previews/{file.pk}.webp",
        f"/en/documents/{document.pk}/files/all.zip",
        f"/en/documents/{other.pk}/files/all.zip",
    ):
        assert client.get(address).status_code == 404, address


def test_changes_of_a_published_document_wait_for_the_next_edition(client):
    old, new = department("OLD"), department("NEW")
    document = make.published_document(department=old, files=[("old.txt", b"old")])
    texts = make.texts(title=f"{SECRET}標題", summary=f"{SECRET}摘要", body=SECRET)
    told = {"change_note": f"{SECRET}說明", "change_credit": f"{SECRET}鳴謝"}
    services.save_translation(document, texts.pop("language"), by=None, **texts, **told)
    added = make.attachment(document, b"new secret", f"{SECRET}.txt")
    document.topics.add(make.topic("hidden-topic"))
    document.department, document.number = new, "88/NEW"
    services.save_document(document, by=None)
    for address in public_addresses(document):
        text = b"".join(client.get(address)).decode()
        assert f"{SECRET}標題" not in text, address
        assert f"{SECRET}說明" not in text, address
        assert f"{SECRET}鳴謝" not in text, address
        assert f"{SECRET}.txt" not in text, address
        assert "88/NEW" not in text, address
        assert "hidden-topic" not in text, address
    base = f"/en/documents/{document.pk}/"
    assert client.get(f"{base}files/{added.pk}/x.txt").status_code == 404
    assert SECRET.encode() not in b"".join(client.get(f"{base}files/all.zip"))
    assert "1 document<" in client.get("/en/documents/?department=OLD").content.decode()
    assert "0 documents<" in client.get("/en/documents/?department=NEW").content.decode()


def test_a_withdrawn_document_says_so_and_nothing_else(client):
    document = make.withdrawn_document(
        reason="It named a person.",
        translations=[make.texts("en", title="The title", summary=SECRET, body=SECRET)],
        number="9/IC",
        files=[("a.txt", b"withdrawn bytes")],
    )
    services.save_translation(document, "en", by=None, title=f"{SECRET} new", summary="", body="")
    file = make.file_of(document)
    base = f"/en/documents/{document.pk}/"
    page = client.get(base)
    text = page.content.decode()
    assert page.status_code == 410
    assert "The title" in text
    assert "It named a person." in text
    assert SECRET not in text
    assert "9/IC" not in text
    for rest in (
        *("history/", "print/", "compare/", "editions/1/", "files/all.zip", "editions/1/all.zip"),
        *(f"files/{file.pk}/a.txt", f"previews/{file.pk}.webp"),
    ):
        assert client.get(base + rest).status_code == 410, rest
    for address in public_addresses():
        assert "The title" not in b"".join(client.get(address)).decode(), address


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("zh-hant", '<span lang="zh-Hant">誤發。</span>'),
        ("zh-hans", '<span lang="zh-Hans">误发。</span>'),
        ("pt", '<span lang="pt">Publicado por engano.</span>'),
        ("en", '<span lang="pt">Publicado por engano.</span>'),
    ],
)
def test_the_reason_of_a_withdrawal_is_read_in_the_best_language(client, language, shown):
    document = make.withdrawn_document(reason={"zh-hant": "誤發。", "pt": "Publicado por engano."})
    assert shown in client.get(f"/{language}/documents/{document.pk}/").content.decode()


def test_a_document_published_again_is_back(client):
    document = make.withdrawn_document()
    services.revise_document(document, by=None)
    assert client.get(f"/en/documents/{document.pk}/").status_code == 410
    make.next_edition(document)
    assert client.get(f"/en/documents/{document.pk}/").status_code == 200


def test_public_pages_set_no_cookie_and_may_be_shared(client):
    document = make.published_document(files=["a.txt"])
    for address in public_addresses(document):
        response = client.get(address)
        assert not response.cookies, address
        if response.status_code == 200:
            assert response["Cache-Control"] == "public, no-cache", address
            assert "Cookie" not in response.get("Vary", ""), address
