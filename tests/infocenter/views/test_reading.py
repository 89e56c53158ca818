"""Reading a document and its files: contents, text of files, what links here, the code on paper."""

import re

import pytest

from infocenter import file_text
from infocenter.models import DocumentLink
from portal.files.models import StoredFile
from tests.factories import infocenter as make
from tests.factories import policies

pytestmark = pytest.mark.django_db

BODY = "\n\n".join(f"## Part {number}\n\nWords.\n\n### Detail {number}" for number in range(1, 4))


def page_of(client, document, more="", language="en") -> str:
    return client.get(f"/{language}/documents/{document.pk}/{more}").content.decode()


def document_with_text(text: str, name="file.txt", state="ok", **values):
    document = make.published_document(files=[name], **values)
    StoredFile.objects.update(text=text, text_state=state)
    return document, f"files/{make.file_of(document).pk}/text/"


def test_a_long_text_has_a_table_of_contents_and_a_short_one_none(client):
    long = make.published_document(translations=[make.texts("en", body=BODY)])
    page = page_of(client, long)
    contents = page[page.index('<nav class="contents') : page.index('<div class="prose"')]
    links = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', contents)
    assert links[:3] == [("part-1", "Part 1"), ("detail-1", "Detail 1"), ("part-2", "Part 2")]
    assert all(f'id="{name}"' in page for name, _words in links)
    assert contents.count("<ol>") == contents.count("</ol>") == 4
    short = make.published_document(translations=[make.texts("en", body="## One\n\n## Two")])
    assert 'class="contents' not in page_of(client, short)


def test_what_stands_in_a_heading_is_words_in_the_table_of_contents(client):
    heading = '## <b>A</b> & [b](/x "</h2><script>") {number}\n\n'
    body = "".join(heading.replace("{number}", str(number)) for number in range(3))
    page = page_of(client, make.published_document(translations=[make.texts("en", body=body)]))
    nav = page[page.index('<nav class="contents') : page.index('<div class="prose"')]
    contents = nav[nav.index("<ol>") : nav.index("</ol>")]
    assert contents.count("&lt;b&gt;A&lt;/b&gt; &amp; b ") == 3
    assert set(re.findall("<(\\w+)", contents)) == {"ol", "li", "a"}


def test_the_text_of_a_file_is_read_by_its_pages(client):
    document, where = document_with_text("First page.\fSecond\npage.\f\fLast.")
    assert where in page_of(client, document)
    page = page_of(client, document, where)
    assert re.findall(r'<section id="page-(\d)"', page) == ["1", "2", "3", "4"]
    assert "A program has taken this text out of the file" in page
    assert "There is no text on this page." in page
    place = f"place={where.replace('/', '%2F')}%23page-2"
    assert place in page  # a mistake on a page is reported from there


def test_a_long_text_comes_in_parts_and_each_page_is_found(client):
    text = "\f".join(f"Page {number}. " + "word " * 3000 for number in range(1, 10))
    document, where = document_with_text(text)
    first = page_of(client, document, where)
    assert "Part 1 of" in first
    assert 'id="page-9"' not in first
    assert 'id="page-9"' in page_of(client, document, f"{where}?page=9")
    assert 'id="page-9"' in page_of(client, document, f"{where}?page=999")
    assert page_of(client, document, f"{where}?part=x&page=-1\x00").count("<section") > 0
    every = "".join(
        piece.text for part in file_text.parts("行" * 100_001 + "\n完") for piece in part
    )
    assert every == "行" * 100_001 + "\n完"


def test_lines_that_the_paper_broke_are_joined_again():
    text = (
        "ARTICLE 1\nThe department publishes what it decides, so that residents can\n"
        "read it on the same day and without an account.\n1. First thing\n2. Second thing\n"
        "本規章訂定公共街道及停車場的泊車制度，並訂明違規的處\n罰。"
    )
    assert file_text.reflowed(text) == [
        "ARTICLE 1",
        "The department publishes what it decides, so that residents can read it on the same day "
        "and without an account.",
        "1. First thing",
        "2. Second thing",
        "本規章訂定公共街道及停車場的泊車制度，並訂明違規的處罰。",
    ]


@pytest.mark.parametrize("state", ["no_text", "pending", "broken"])
def test_a_file_without_text_has_no_such_page(client, state):
    document, where = document_with_text("", state=state)
    assert where not in page_of(client, document)
    assert client.get(f"/en/documents/{document.pk}/{where}").status_code == 404


def test_only_files_of_public_documents_can_be_read(client):
    draft = make.draft_document(files=["a.txt"])
    gone = make.withdrawn_document(files=["b.txt"])
    StoredFile.objects.update(text="Secret.", text_state="ok")
    for document, status in ((draft, 404), (gone, 410)):
        where = f"/en/documents/{document.pk}/files/{make.file_of(document).pk}/text/"
        response = client.get(where)
        assert response.status_code == status
        assert "Secret" not in response.content.decode()


def test_what_links_to_a_document_is_shown_on_its_page(client, in_english):
    target = make.published_document()
    link = f"[x](/pt/documents/{target.pk}/)"
    other = make.published_document(translations=[make.texts("en", title="Source", body=link)])
    make.draft_document(translations=[make.texts("en", title="Hidden", body=link)])
    policies.public_policy(translations=policies.policy_texts("en", title="A policy", body=link))
    answer = policies.published_answer(en=("When?", "Now."))
    answer.documents.add(target)
    policies.services.save_answer(
        answer, by=None, texts={"en": ("When?", "Now.")}, documents=[target]
    )
    page = page_of(client, target)
    assert "What links here" in page
    shown = page[page.index("What links here") :]
    assert [each in shown for each in ("Source", "A policy", "When?", "Hidden")] == [
        True, True, True, False,
    ]  # fmt: skip
    make.next_edition(other, body="No link any more.")
    assert "Source" not in page_of(client, target)
    policies.services.withdraw_answer(answer, by=None)
    assert "When?" not in page_of(client, target)
    assert DocumentLink.objects.count() == 1


def test_links_of_other_sites_and_to_itself_are_none(client):
    document = make.published_document()
    body = f"[x](https://elsewhere.example/pt/documents/{document.pk}/) [y](/pt/documents/999999/)"
    make.published_document(translations=[make.texts("en", body=body)])
    make.next_edition(document, body=f"[me](/en/documents/{document.pk}/)")
    assert "What links here" not in page_of(client, document)


def test_the_printed_page_has_its_address_as_a_code(client):
    document = make.published_document()
    page = page_of(client, document, "print/")
    code = page[page.index('<div role="img" aria-label="QR code of the address"><svg') :]
    assert "style=" not in page
    assert code != page_of(client, make.published_document(), "print/")
