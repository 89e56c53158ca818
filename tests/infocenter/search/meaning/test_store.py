"""Vectors follow the index: made in the background, kept while texts stay, gone with them."""

from io import BytesIO

import numpy as np
import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from infocenter import search, tasks
from infocenter.models import EmbeddedText
from infocenter.search import Entry, FileText
from infocenter.search.meaning import embedders, numbers, store
from portal.files.services import store as store_file

pytestmark = pytest.mark.django_db


def entry(object_id=1, language="en", title="", **values) -> Entry:
    return Entry("document", object_id, language, title or f"Title {object_id}", **values)


def texts():
    return EmbeddedText.objects.exclude(kind=store.BACKGROUND)


def waiting():
    return store.waiting_objects(embedders.configured())


def test_each_text_gets_a_vector_for_each_of_its_passages(endpoint):
    search.index([entry(1, body="Water is cut off. " * 60), entry(2, "pt", body="A escola.")])
    assert store.catch_up() == 2
    long, short = texts().order_by("object_id")
    assert (long.language, short.language) == ("en", "pt")
    assert len(long.places) > 1
    assert len(short.places) == 1
    assert numbers.unpacked(long.vectors, len(long.places)).shape[1] == endpoint.dimension
    assert waiting() == []


def test_a_passage_is_asked_for_with_its_title(endpoint):
    search.index([entry(1, title="Library", body="Opening hours.")])
    store.catch_up()
    assert "Library\nOpening hours." in endpoint.texts


def test_publishing_has_the_worker_make_them(endpoint, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        search.index([entry(1, body="Water.")])
    assert [each.args_kwargs["args"] for each in DBTaskResult.objects.all()] == [["document", 1]]
    assert not endpoint.asked, "nothing is asked while somebody waits for the page"
    tasks.embed.call("document", 1)
    assert texts().count() == 1


def test_without_an_embedder_no_work_is_left_for_the_worker(
    settings, django_capture_on_commit_callbacks
):
    settings.FAROL_MEANING = "off"
    with django_capture_on_commit_callbacks(execute=True):
        search.index([entry(1, body="Water.")])
    assert not DBTaskResult.objects.exists()
    assert store.catch_up() == 0


def test_a_text_that_stays_as_it_was_is_not_asked_for_again(
    endpoint, django_capture_on_commit_callbacks
):
    search.index([entry(1, "en", body="Water."), entry(1, "pt", body="Água.")])
    store.catch_up()
    asked = len(endpoint.asked)
    with django_capture_on_commit_callbacks(execute=True):
        search.index([entry(1, "en", body="Water."), entry(1, "pt", body="Água.")])
    assert waiting() == []
    assert not DBTaskResult.objects.exists()
    search.index([entry(1, "en", body="Water."), entry(1, "pt", body="Escola.")])
    assert waiting() == [("document", 1)]
    store.catch_up()
    assert endpoint.texts[-1] == "Title 1\nEscola."
    assert len(endpoint.asked) == asked + 1


def test_what_is_no_more_loses_its_vectors_in_the_same_transaction(endpoint):
    search.index([entry(1, "en", body="Water."), entry(1, "pt", body="Água.")])
    store.catch_up()
    search.index([entry(1, "en", body="Water.")])
    assert [each.language for each in texts()] == ["en"]
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        search.remove("document", 1)
        assert not texts().exists()
        raise ZeroDivisionError
    assert texts().count() == 1


def test_a_file_that_belongs_to_several_versions_or_documents_is_asked_for_once(
    endpoint, file_store
):
    file = store_file(BytesIO(b"x"), "x.txt")
    type(file).objects.filter(pk=file.pk).update(text="Lixo, lixo e mais lixo.\fÁgua.")
    files = (FileText("x.txt", file.sha256, "Lixo."),)
    search.index([entry(1, "en", files=files), entry(1, "pt", files=files), entry(2, files=files)])
    store.catch_up()
    rows = texts().filter(in_file=True)
    assert {(each.object_id, each.language) for each in rows} == {(1, "pt"), (2, "pt")}
    assert all(len(each.places) == 2 for each in rows), "a passage doesn't run over a page"
    assert endpoint.texts.count("Água.") == 1


def test_another_model_has_everything_made_again(endpoint, settings):
    search.index([entry(1, body="Water.")])
    store.catch_up()
    settings.FAROL_MEANING_MODEL = "other"
    assert waiting() == [("document", 1)]
    assert store.catch_up() == 1
    assert waiting() == []


def test_a_stopped_run_goes_on_where_it_was(endpoint):
    search.index([entry(number, body=f"Water {number}.") for number in range(1, 4)])
    endpoint.fail_after = 3 + 2  # the background of three languages, and two texts
    assert store.catch_up() == 2
    assert waiting() == [("document", 1)]
    endpoint.fail_after = None
    assert store.catch_up() == 1
    assert texts().count() == 3


def test_what_is_withdrawn_while_it_is_embedded_leaves_nothing(endpoint):
    search.index([entry(1, body="Water.")])
    embedder = embedders.configured()

    class Slow:
        version = embedder.version

        def embed_passages(self, passages):
            search.remove("document", 1)
            return embedder.embed_passages(passages)

    assert store.embed_object("document", 1, Slow()) == 1
    assert not texts().exists()


def test_bytes_keep_the_direction_of_a_vector():
    vectors = np.random.default_rng(1).normal(size=(20, 384)).astype(np.float32)
    rows = numbers.unpacked(numbers.packed(vectors), 20)
    cosines = (rows * vectors).sum(axis=1) / numbers.lengths(rows) / np.linalg.norm(vectors, axis=1)
    assert cosines.min() > 0.999
