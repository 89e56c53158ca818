"""From an editor's tick to rows that residents query, and what an edition keeps."""

import os

import pytest
from django.db import DatabaseError, transaction

from infocenter import services
from infocenter.datasets import published, store
from infocenter.datasets.indexing import DATASETS
from infocenter.datasets.reading.job import Choices, Wish
from infocenter.models import Dataset, EditionDataset, SearchEntry, Table
from infocenter.services.datasets import load_table, remove_left_over
from infocenter.states import TableStatus
from portal.history.models import Event
from portal.workflow import Refused
from tests.factories import infocenter as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def entries_of(dataset) -> list[str]:
    found = SearchEntry.objects.filter(kind=DATASETS.name, object_id=dataset.pk)
    return sorted(found.values_list("language", flat=True))


def test_a_table_is_public_with_its_edition_and_never_before():
    document = make.draft_document(languages=("en", "pt"))
    dataset = make.dataset(document, pm25="Fine particles")
    table = dataset.working_table()
    assert (table.status, table.rows) == (TableStatus.READY, 5)
    assert store.location(table.key).is_file()
    assert published.of(dataset.pk, "en") is None
    assert entries_of(dataset) == []
    services.publish_document(document, by=None)
    shown = published.of(dataset.pk, "en")
    assert shown.source.columns["pm25"].name == "Fine particles"
    assert entries_of(dataset) == ["en", "pt"]
    services.withdraw_document(document, by=None, reason={"en": "Wrong."})
    assert published.of(dataset.pk, "en") is None
    assert entries_of(dataset) == []
    assert published.document_of(dataset.pk) == document.pk


def test_what_is_read_after_the_publication_shows_as_soon_as_it_is():
    document = make.draft_document(files=[("air.csv", make.AIR)])
    dataset = services.offer_dataset(make.file_of(document), by=None)
    services.publish_document(document, by=None)
    assert published.of(dataset.pk, "en") is None
    load_table(dataset.tables.get())
    assert published.of(dataset.pk, "en").source.rows == 5
    assert entries_of(dataset) == ["zh-hant"]


def test_an_edition_keeps_its_table_whatever_is_written_afterwards():
    dataset = make.published_dataset(columns={"station": "Station"})
    before = published.of(dataset.pk, "en")
    with transaction.atomic():
        services.describe_columns(
            dataset,
            by=None,
            words={"station": {"name_en": "Place"}},
            wishes={"pm25": Wish("text")},
        )
    assert published.of(dataset.pk, "en") == before
    table = load_table(dataset.working_table())
    assert table.pk != EditionDataset.objects.get().table_id
    make.next_edition(dataset.document)
    after = published.of(dataset.pk, "en").source.columns
    assert (after["station"].name, after["pm25"].kind) == ("Place", "text")
    with pytest.raises(DatabaseError), transaction.atomic():
        EditionDataset.objects.update(table_id=table.pk)


def test_a_replaced_file_keeps_addresses_and_what_was_written_about_columns():
    dataset = make.published_dataset(columns={"pm25": "Fine particles"})
    content = b"station,new,pm25\nNorth,1,2.5\nSouth,2,7\n"
    services.replace_attachment(
        dataset.attachment, make.stored_file(content, "b.csv"), name="b.csv", by=None
    )
    dataset.refresh_from_db()
    assert published.of(dataset.pk, "en").source.rows == 5  # the edition's, still
    load_table(dataset.working_table())
    make.next_edition(dataset.document)
    shown = published.of(dataset.pk, "en")
    assert (shown.source.rows, shown.file_name) == (2, "b.csv")
    assert list(shown.source.columns) == ["station", "new", "pm25"]
    assert shown.source.columns["pm25"].name == "Fine particles"


def test_what_cant_be_read_says_why_and_is_mended_without_another_edition():
    content = "name;day\nA;31/01/2026\nB;soon\n".encode("big5")
    document = make.draft_document(files=[("t.csv", content)])
    dataset = services.offer_dataset(make.file_of(document), by=None)
    wish = {"day": Wish("date", "dmy")}
    table = dataset.working_table()
    load_table(table)
    services.describe_columns(dataset, by=None, words={}, wishes=wish)
    failed = load_table(dataset.working_table())
    assert failed.status == TableStatus.FAILED
    assert failed.failure["code"] == "not_date"
    assert (failed.failure["row"], failed.failure["value"]) == (3, "soon")
    services.publish_document(document, by=None)
    assert published.of(dataset.pk, "en") is None
    version = type(document).objects.get(pk=document.pk).version
    Table.objects.filter(pk=failed.pk).update(choices={})
    services.choose_reading(dataset, by=None, choices=Choices(header=1))
    load_table(dataset.working_table())
    assert published.of(dataset.pk, "en").source.rows == 2
    assert type(document).objects.get(pk=document.pk).version == version


def test_only_tables_are_offered_and_what_is_taken_back_leaves_with_the_next_edition():
    dataset = make.published_dataset(files=["words.txt"])
    document = dataset.document
    with pytest.raises(Refused, match="is no table"):
        services.offer_dataset(make.file_of(document), by=None)
    services.take_back_dataset(dataset, by=None)
    assert published.of(dataset.pk, "en") is not None
    make.next_edition(document)
    assert published.of(dataset.pk, "en") is None
    verbs = Event.objects.filter(verb__startswith="document.dataset").values_list("verb", flat=True)
    assert {*verbs} == {"document.dataset_offered", "document.dataset_taken_back"}


def test_what_was_forgotten_or_lost_is_read_again_and_what_is_left_over_goes(tables):
    dataset = make.published_dataset(content=b"a,b\nx,1\ny,2\n")
    table = dataset.working_table()
    place = store.location(table.key)
    place.unlink()
    load_table(table)
    assert place.is_file()
    stray = place.with_name("f" * 64 + ".parquet")
    stray.write_bytes(b"")
    os.utime(stray, (1, 1))
    assert remove_left_over() >= 1
    assert not stray.exists()
    assert place.is_file()
    Table.objects.filter(pk=table.pk).update(
        status=TableStatus.LOADING, asked_at="2020-01-01T00:00Z"
    )
    assert services.ask_forgotten() == 1
    assert services.ask_forgotten() == 0
    assert load_table(Table.objects.get(pk=table.pk)).status == TableStatus.READY
    assert Dataset.objects.public().count() == 1
