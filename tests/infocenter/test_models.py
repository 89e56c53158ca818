"""What documents and editions say about themselves, and what they never let happen."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from infocenter import services
from infocenter.models import Attachment, Document, Edition, EditionFile, EditionTranslation
from infocenter.models.editions import Immutable
from tests.factories import infocenter as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    document = make.published_document(files=["a.txt"])
    return document.editions.get()


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("infocenter_edition", "number = 'x'"),
        ("infocenter_edition", "sha256 = 'x'"),
        ("infocenter_edition", "published_at = NULL"),
        ("infocenter_editiontranslation", "title = 'x'"),
        ("infocenter_editiontranslation", "body_html = 'x'"),
        ("infocenter_editiontranslation", "change_note = 'x'"),
        ("infocenter_editiontranslation", "credit = 'x'"),
        ("infocenter_editionfile", "sha256 = 'x'"),
        ("infocenter_editionfile", "name = 'x'"),
    ],
)
def test_the_database_itself_refuses_to_change_an_edition(edition, table, change):
    with (
        pytest.raises(DatabaseError, match="immutable"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE {table} SET {change}")


def test_only_what_residents_are_shown_moves(edition):
    Edition.objects.filter(pk=edition.pk).update(is_current=False, is_superseded=True)
    with pytest.raises(TypeError):
        Edition.objects.update(number="x")


def test_models_refuse_to_change_or_delete_an_edition(edition):
    for part in (edition, edition.translations.get(), edition.files.get()):
        with pytest.raises(Immutable):
            part.save()
        with pytest.raises(Immutable):
            part.delete()
    with pytest.raises(TypeError):
        Edition.objects.all().delete()
    with pytest.raises(ProtectedError):
        edition.document.delete()
    for model in (EditionTranslation, EditionFile):
        assert model.objects.count() == 1


def test_the_same_content_has_the_same_hash_and_other_content_another():
    texts = [{"language": "pt", "title": "Aviso", "summary": "", "body": "Um."}]
    department = make.make_department()
    same = [
        make.published_document(department=department, translations=texts).editions.get().sha256
        for _each in range(2)
    ]
    other = [{**texts[0], "body": "Dois."}]
    different = make.published_document(department=department, translations=other).editions.get()
    assert same[0] == same[1] != different.sha256


def test_a_title_is_shown_in_the_asked_or_the_best_other_language():
    document = make.draft_document(
        translations=[make.texts("pt", title="Aviso"), make.texts("en", title="Notice")]
    )
    assert document.title("en") == "Notice"
    assert document.title("zh-hans") == "Notice"
    assert document.title("zh-hant") == "Aviso"
    assert str(Document(department=document.department, number="1")).endswith("1")


@pytest.mark.parametrize("name", ["a/b.pdf", "a\\b.pdf", "a\0b.pdf"])
def test_a_file_name_that_is_a_path_is_refused(name):
    with pytest.raises(ValidationError):
        Attachment(name=name).clean()


def test_a_file_that_an_edition_has_outlives_its_removal(edition):
    attachment = edition.files.get().attachment
    services.remove_attachment(attachment, by=None)
    with pytest.raises(ProtectedError):
        attachment.delete()
