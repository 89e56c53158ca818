"""What search finds by meaning, on every database: with a server of embeddings that is real."""

import time
from io import BytesIO

import pytest

from infocenter import search
from infocenter.models import EmbeddedText
from infocenter.search import Entry, FileText, meaning
from infocenter.search.meaning import store
from portal.files.services import store as store_file

pytestmark = pytest.mark.django_db


def entry(object_id=1, language="en", title="", **values) -> Entry:
    return Entry("document", object_id, language, title or f"Title {object_id}", **values)


def published(*entries):
    """Public, with vectors, and known to this process."""
    search.index(entries)
    store.catch_up()
    meaning.forget()


def found(query, **options):
    return [hit.object_id for hit in search.match(query, **options).hits]


def elsewhere(query, **options):
    return [hit.object_id for hit in search.match(query, **options).elsewhere]


def plain(segments):
    return "".join(each.text for each in segments)


def marked(segments):
    return [each.text for each in segments if each.marked]


@pytest.fixture(autouse=True)
def _some_texts(endpoint):
    published(
        entry(1, "zh-hant", "廢物收集時間", body="每晚收集垃圾，居民請把垃圾放在門口。"),
        entry(2, "pt", "Horário", body="A biblioteca abre às dez. A biblioteca fecha às oito."),
        entry(3, "en", "Opening hours", body="The library is closed on Sundays."),
        entry(4, "pt", "Cheias na baixa", body="Em caso de cheia, as portas fecham."),
    )


def test_a_text_that_has_none_of_the_words_is_found_by_what_it_means(endpoint):
    published(entry(5, "en", "Collection", body="Put your waste out in the evening."))
    assert found("rubbish", language="en") == [5]


@pytest.mark.parametrize(
    ("question", "language", "answer"),
    [
        ("when is rubbish collected", "en", 1),
        ("quando é recolhido o lixo", "pt", 1),
        ("水浸怎麼辦", "zh-hant", 4),
        ("what to do in a flood", "en", 4),
    ],
)
def test_what_exists_only_in_another_language_is_found_apart(question, language, answer):
    results = search.match(question, language=language)
    assert [hit.object_id for hit in results.elsewhere] == [answer]
    assert answer not in [hit.object_id for hit in results.hits]
    assert results.total == len(results.hits)


def test_it_is_shown_in_its_own_language_with_the_passage_that_answers():
    (hit,) = search.match("lixo", language="pt").elsewhere
    assert hit.language == "zh-hant"
    assert plain(hit.snippet).startswith("每晚收集垃圾")


def test_a_document_in_both_languages_is_found_once_in_the_readers():
    published(entry(5, "pt", "Escola", body="A escola."), entry(5, "en", "School", body="School."))
    results = search.match("escola", language="en")
    assert [(hit.object_id, hit.language) for hit in results.hits] == [(5, "pt")]
    assert results.elsewhere == []
    (hit,) = search.match("school", language="en").hits
    assert (hit.object_id, hit.language) == (5, "en")


@pytest.mark.parametrize("nonsense", ["qqxzv", "blorptag wumpf", "噐龘", "77777", "?!"])
def test_nonsense_finds_nothing(nonsense):
    results = search.match(nonsense, language="en")
    assert (results.hits, results.elsewhere, results.total) == ([], [], 0)


def test_what_holds_the_words_stays_before_what_only_means_them():
    published(
        entry(5, "en", "Rubbish", body="Rubbish is collected."),
        entry(6, "en", "Waste", body="Waste is collected."),
    )
    assert found("rubbish", language="en") == [5, 6]


def test_a_text_in_another_language_that_holds_all_words_is_an_ordinary_hit():
    results = search.match("biblioteca", language="en")
    assert [hit.object_id for hit in results.hits] == [2, 3]
    assert results.elsewhere == []


def test_filters_hold_for_what_is_found_by_meaning_too():
    published(
        entry(5, "en", body="Waste.", type="notice", department_id=1),
        entry(6, "en", body="Waste.", type="report", department_id=2),
    )
    assert found("rubbish", language="en", narrow={"type": ["notice"]}) == [5]
    assert found("rubbish", language="en", narrow={"department": [2]}) == [6]
    assert elsewhere("rubbish", language="en", narrow={"department": [2]}) == []


def test_the_passage_that_answers_is_shown_with_its_heading():
    body = "About us\n" + "We like schools. " * 30 + "\nWaste\nRefuse, litter: all waste goes."
    anchors = ((0, "about-us"), (body.index("\nWaste") + 1, "waste"))
    published(entry(5, "en", body=body, summary="In short.", anchors=anchors))
    (hit,) = search.match("rubbish", language="en").hits
    assert plain(hit.snippet).startswith("Waste\nRefuse")
    assert hit.anchor == "waste"


def test_words_of_the_question_are_marked_in_the_passage():
    body = "Schools. " * 60 + "\nWaste is put out at eight in the evening."
    published(entry(5, "en", body=body))
    (hit,) = search.match("rubbish evening", language="en").hits
    assert marked(hit.snippet) == ["evening"]


def test_a_passage_in_a_file_is_shown_with_the_files_name_and_page(file_store):
    file = store_file(BytesIO(b"x"), "plan.pdf")
    content = "Schools and more schools.\fNothing here.\fLitter and waste are taken away."
    type(file).objects.filter(pk=file.pk).update(text=content)
    published(entry(5, "en", files=(FileText("plan.pdf", file.sha256, content),)))
    (hit,) = search.match("rubbish", language="en").hits
    assert (hit.in_file, hit.page) == ("plan.pdf", 3)
    assert plain(hit.snippet).startswith("Litter and waste")


def test_what_is_withdrawn_is_gone_at_once():
    assert elsewhere("lixo", language="pt") == [1]
    search.remove("document", 1)
    assert elsewhere("lixo", language="pt") == []


def test_a_text_that_was_replaced_is_no_longer_found_by_what_it_meant():
    assert elsewhere("lixo", language="pt") == [1]
    search.index([entry(1, "zh-hant", "學校", body="學校開放日。")])
    assert elsewhere("lixo", language="pt") == []


def test_what_is_published_is_soon_known_to_a_process_that_runs():
    assert elsewhere("escola", language="pt") == []
    search.index([entry(5, "zh-hant", "學校", body="學校開放日。")])
    store.catch_up()
    end = time.monotonic() + 5
    while not elsewhere("escola", language="pt") and time.monotonic() < end:
        time.sleep(0.1)
    assert elsewhere("escola", language="pt") == [5]


def test_further_pages_neither_repeat_nor_tell_apart():
    published(*(entry(number, "en", body="Waste and rubbish.") for number in range(10, 16)))
    first = search.match("rubbish", language="en", limit=4)
    second = search.match("rubbish", language="en", limit=4, after=first.next)
    assert [hit.object_id for hit in first.elsewhere] == [1]
    assert second.elsewhere == []
    pages = [hit.object_id for hit in first.hits + second.hits]
    assert sorted(pages) == list(range(10, 16))


@pytest.mark.parametrize("state", ["off", "failing", "absent", "slow"])
def test_without_meaning_search_finds_by_words_as_ever(state, endpoint, settings):
    published(entry(5, "en", "Waste", body="Rubbish is waste."))
    if state == "off":
        settings.FAROL_MEANING = "off"
    elif state == "failing":
        endpoint.status = 500
    elif state == "absent":
        settings.FAROL_MEANING_ADDRESS = "http://127.0.0.1:9/v1"
    else:
        settings.FAROL_MEANING_TIMEOUT = 0.1
        endpoint.wait = 0.5
    meaning.forget()
    results = search.match("rubbish waste", language="en")
    assert [hit.object_id for hit in results.hits] == [5]
    assert results.elsewhere == []


def test_a_process_keeps_no_more_than_its_share_of_memory(settings):
    from infocenter.search.meaning import memory

    published(entry(5, "en", body="Schools and water and waste. " * 200))
    embedder = store.label(meaning.embedders.configured())
    roomy = memory.Memory(embedder, 1)
    assert roomy.current(1).counts.max() > 3
    tight = memory.Memory(embedder, 0)
    assert tight.current(1).counts.max() == 1, "of each text its first passage at least"


def test_the_table_grows_without_being_read_anew():
    from infocenter.search.meaning import memory

    here = memory.Memory(store.label(meaning.embedders.configured()), 1)
    before = here.current(1)
    search.index([entry(5, "en", body="Waste.")])
    store.catch_up()
    here.look_at = 0
    after = here.current(1)
    assert len(after.pks) == len(before.pks) + 1
    assert after.keys[-1] == ("document", 5)
    assert EmbeddedText.objects.count() == len(after.pks) + 3


def test_a_text_without_words_of_its_own_hinders_no_search(endpoint):
    published(Entry("document", 6, "en", ""))
    assert found("library", language="en") == [3]
