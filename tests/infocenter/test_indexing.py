"""The index follows what is public, and nothing else."""

import pytest
from django.core.management import call_command

from infocenter import search, services
from infocenter.models import SearchEntry
from infocenter.search import kinds
from infocenter.services.reading import read_stored_file
from portal.files.services import store
from tests.factories.infocenter import (
    attachment,
    document_in_review,
    draft_document,
    next_edition,
    published_document,
    scheduled_document,
    superseded_document,
    texts,
    topic,
    withdrawn_document,
)

pytestmark = pytest.mark.django_db


def found(query, **options):
    return [hit.object_id for hit in search.match(query, **options).hits]


def titled(title):
    return {"translations": [texts("en", title=title)]}


def test_only_what_is_public_is_found():
    for make in (draft_document, document_in_review, scheduled_document, withdrawn_document):
        make(**titled("Lighthouse keepers"))
    public = published_document(**titled("Lighthouse keepers"))
    assert found("lighthouse") == [public.pk]


def test_a_draft_of_a_public_document_doesnt_change_what_is_found():
    document = published_document(**titled("Lighthouse"))
    services.save_translation(document, "en", by=None, title="Secret draft", summary="", body="")
    assert found("secret") == []
    assert found("lighthouse") == [document.pk]


def test_the_next_edition_takes_the_place_of_the_last():
    document = published_document(**titled("Lighthouse"))
    next_edition(document, title="Harbour light")
    assert found("lighthouse") == []
    assert found("harbour") == [document.pk]


def test_a_superseded_document_comes_after_its_successor():
    successor = published_document(**titled("Parking rules"))
    old = superseded_document(successor, **titled("Parking rules"))
    hits = search.match("parking rules").hits
    assert [(hit.object_id, hit.superseded) for hit in hits] == [
        (successor.pk, False),
        (old.pk, True),
    ]


def test_the_text_of_a_file_is_found_once_it_is_read(settings):
    document = draft_document(**titled("Annex"))
    kept = attachment(document, b"Quarterly seagull census.\n", "census.txt")
    services.publish_document(document, by=None)
    assert found("seagull") == []
    read_stored_file(kept.file)
    hit = search.match("seagull census").hits[0]
    assert (hit.object_id, hit.in_file) == (document.pk, "census.txt")
    assert [each.text for each in hit.snippet if each.marked] == ["seagull", "census"]


def test_a_file_of_one_language_is_found_in_that_language_only(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("gaivotas do porto", "utf-8")
    document = draft_document(translations=[texts("pt"), texts("en")])
    services.attach_file(document, store(path, "a.txt"), name="a.txt", by=None, language="pt")
    services.publish_document(document, by=None)
    read_stored_file(document.attachments.get().file)
    assert [hit.language for hit in search.match("gaivotas", language="en").hits] == ["pt"]


def test_markdown_signs_are_not_part_of_the_passage():
    published_document(
        translations=[
            texts("en", body="## Fees\n\nThe **lamp fee** is [ten](https://example.org/).")
        ]
    )
    hit = search.match("lamp fee").hits[0]
    passage = "".join(each.text for each in hit.snippet)
    assert "The lamp fee is ten." in passage
    assert "*" not in passage


def test_entries_of_an_older_analyzer_are_made_again_by_the_clock():
    for number in range(3):
        published_document(**titled(f"Budget {number}"))
    search.mark_outdated()
    kinds.renew_outdated(2)
    assert search.outdated().filter(kind="document").count() == 1
    kinds.renew_outdated()
    assert not search.outdated().exists()
    assert len(found("budget")) == 3


def test_topics_and_formats_can_be_searched_by():
    water = topic("water")
    document = published_document(topics=[water], files=["a.csv"], **titled("Budget"))
    published_document(**titled("Budget of another year"))
    assert found("budget", narrow={"topic": [water.pk]}) == [document.pk]
    assert found("budget", narrow={"format": ["table"]}) == [document.pk]


def test_a_rebuild_puts_in_what_is_missing_and_takes_out_what_is_left_over(capsys):
    kept, lost = published_document(**titled("Kept")), published_document(**titled("Lost"))
    search.remove("document", lost.pk)
    search.index([search.Entry("document", 9999, "en", "Ghost")])
    call_command("rebuild_search_index", verbosity=0)
    assert found("lost") == [lost.pk]
    assert found("kept") == [kept.pk]
    assert found("ghost") == []


def test_a_rebuild_makes_again_only_what_another_analyzer_made():
    old, new = published_document(), published_document()
    SearchEntry.objects.filter(object_id=old.pk).update(analyzer=0)
    kept = SearchEntry.objects.filter(kind="document", object_id=new.pk)
    before = set(kept.values_list("pk", flat=True))
    call_command("rebuild_search_index", verbosity=0)
    assert not search.outdated().exists()
    assert set(kept.values_list("pk", flat=True)) == before


def test_a_rebuild_of_everything_finds_the_same():
    documents = [published_document(**titled(f"Report {each}")) for each in range(3)]
    before = found("report")
    call_command("rebuild_search_index", "--all", verbosity=0)
    assert sorted(found("report")) == sorted(before) == [each.pk for each in documents]


def test_a_passage_leads_to_the_heading_above_it():
    body = "Ships.\n\n## Light & sound\n\nThe *lighthouse* turns.\n\n## Fees\n\nNone."
    published_document(translations=[texts("en", title="Harbour", summary="In short.", body=body)])
    (hit,) = search.match("lighthouse turns").hits
    assert hit.anchor == "light--sound"
    (hit,) = search.match("ships").hits
    assert hit.anchor == ""
