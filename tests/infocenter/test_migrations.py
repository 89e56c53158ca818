"""What was there before a migration is there after it."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from tests.factories import infocenter as make

BEFORE = [("infocenter", "0008_names_of_edition_fields")]
AFTER = [("infocenter", "0010_withdrawal_reasons")]


def migrate(targets):
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


@pytest.fixture
def back_again():
    """Afterwards everything is migrated again."""
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_one_note_for_all_becomes_the_note_of_the_best_version_and_back(back_again):
    document = make.published_document(languages=("en", "pt"))
    edition = make.next_edition(document, note="Hours.", credit="A reader")
    withdrawn = make.withdrawn_document(reason="Wrong.", languages=("pt",))

    old = migrate(BEFORE)
    before = old.get_model("infocenter", "Edition").objects.get(pk=edition.pk)
    assert (before.change_note, before.credit) == ("Hours.", "A reader")
    reason = old.get_model("infocenter", "Document").objects.get(pk=withdrawn.pk).withdrawal_reason
    assert reason == "Wrong."
    old.get_model("infocenter", "Document").objects.filter(pk=document.pk).update(
        change_note="For the next."
    )

    new = migrate(AFTER)
    after = {each.language: each for each in edition.translations.all()}
    assert (after["pt"].change_note, after["pt"].credit) == ("Hours.", "A reader")
    assert (after["en"].change_note, after["en"].credit) == ("", "")
    versions = {each.language: each.change_note for each in document.translations.all()}
    assert versions == {"pt": "For the next.", "en": ""}
    moved = new.get_model("infocenter", "Document").objects.get(pk=withdrawn.pk)
    assert (moved.withdrawal_reason_pt, moved.withdrawal_reason) == ("Wrong.", "")
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        new.get_model("infocenter", "EditionTranslation").objects.update(change_note="x")
