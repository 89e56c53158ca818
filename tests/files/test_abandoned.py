"""Files that arrived and that nobody attached: removed after a while, and never too early."""

import io
from datetime import timedelta
from threading import Thread

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.utils import timezone

from portal.files import extraction, storage
from portal.files.models import StoredFile
from portal.files.services import ABANDONED, extract, record, remove_abandoned, store
from tests.factories import infocenter as make
from tests.files import samples

CONTENT = samples.pdf("Nobody saved this")


def arrived(age: timedelta = ABANDONED + timedelta(minutes=1), content=CONTENT) -> StoredFile:
    """A file that was brought so long ago."""
    file = store(io.BytesIO(content), "a.pdf")
    file.stored_at = timezone.now() - age
    file.save()
    return file


def at_the_same_time(act) -> Thread:
    """Begin `act` in a thread with a connection of its own; it comes as far as it can by now."""

    def run():
        try:
            act()
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join(0.3)
    return thread


@pytest.mark.django_db
def test_an_abandoned_file_goes_with_its_bytes_and_its_picture(file_store):
    file = extract(arrived())
    picture = file_store / file.preview
    assert picture.exists()
    assert remove_abandoned() == 1
    assert not StoredFile.objects.exists()
    assert not (file_store / file.path).exists()
    assert not picture.exists()
    assert remove_abandoned() == 0


@pytest.mark.django_db
def test_a_file_stays_as_long_as_somebody_may_attach_it(file_store):
    file = arrived(ABANDONED - timedelta(minutes=1))
    assert remove_abandoned() == 0
    assert (file_store / file.path).exists()


@pytest.mark.django_db
def test_who_brings_an_abandoned_file_again_has_as_long_as_the_first(file_store):
    file = arrived()
    assert store(io.BytesIO(CONTENT), "b.pdf") == file
    assert remove_abandoned() == 0
    assert (file_store / file.path).exists()


@pytest.mark.django_db
def test_a_file_stays_as_long_as_a_document_has_it_or_had_it(file_store):
    attachment = make.attachment(make.draft_document())
    StoredFile.objects.update(stored_at=timezone.now() - 2 * ABANDONED)
    assert remove_abandoned() == 0
    attachment.removed_at = timezone.now()
    attachment.save()
    assert remove_abandoned() == 0
    attachment.document.delete()
    assert remove_abandoned() == 1


@pytest.fixture
def another_holder(transactional_db):
    """A model that refers to files, as one may come later: by the hash, and with no way back."""

    class Holder(models.Model):
        file = models.ForeignKey(
            StoredFile, models.PROTECT, to_field="sha256", related_name="+", db_column="held"
        )

        class Meta:
            app_label = "files"

        def __str__(self):
            return "holder"

    with connection.schema_editor() as editor:
        editor.create_model(Holder)
    yield Holder
    with connection.schema_editor() as editor:
        editor.delete_model(Holder)
    del apps.all_models["files"]["holder"]
    apps.clear_cache()


def test_a_file_stays_as_long_as_any_model_refers_to_it(file_store, another_holder):
    held, other = arrived(), arrived(content=samples.pdf("Other"))
    another_holder.objects.create(file=held)
    assert remove_abandoned() == 1
    assert list(StoredFile.objects.all()) == [held]
    another_holder.objects.all().delete()
    assert remove_abandoned() == 1
    assert not (file_store / held.path).exists()
    assert not (file_store / other.path).exists()


@pytest.mark.django_db(transaction=True)
def test_the_same_bytes_arriving_while_they_are_removed_are_there(file_store, monkeypatch):
    file, remove, arrivals = arrived(), storage.remove, []

    def meanwhile(sha256):
        arrivals.append(at_the_same_time(lambda: store(io.BytesIO(CONTENT), "b.pdf")))
        remove(sha256)

    monkeypatch.setattr(storage, "remove", meanwhile)
    assert remove_abandoned() == 1
    arrivals[0].join(30)
    assert StoredFile.objects.get().sha256 == file.sha256
    assert (file_store / file.path).read_bytes() == CONTENT


@pytest.mark.django_db(transaction=True)
def test_bytes_are_not_removed_while_they_arrive_again(file_store, monkeypatch):
    file, place, removals, removed = arrived(), storage.place, [], []

    def meanwhile(part, target):
        removals.append(at_the_same_time(lambda: removed.append(remove_abandoned())))
        place(part, target)

    monkeypatch.setattr(storage, "place", meanwhile)
    assert store(io.BytesIO(CONTENT), "b.pdf") == file
    removals[0].join(30)
    assert removed == [0]
    assert (file_store / file.path).read_bytes() == CONTENT


@pytest.mark.django_db
def test_what_is_read_while_it_is_removed_is_forgotten():
    file = arrived()
    outcome = extraction.run(file.sha256, file.size, file.media_type)
    assert remove_abandoned() == 1
    record(file, outcome)
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_the_clock_removes_them(capsys):
    arrived()
    call_command("run_due")
    assert "Uploads removed that nobody attached: 1" in capsys.readouterr().out
