"""The content's own promises: what a reader of the demonstration finds in it."""

from collections import Counter

import pytest

from infocenter.states import DocumentType, Licence
from portal import languages
from portal.demonstration import read_toml
from portal.demonstration.content import DocumentSpec, Malformed, read_document, read_documents
from portal.demonstration.tables import read_table

SPECS = read_documents()


def named(slug: str) -> DocumentSpec:
    return next(spec for spec in SPECS if spec.slug == slug)


def test_there_are_sixty_documents_of_every_type_by_twelve_departments():
    assert len(SPECS) >= 60
    assert {spec.type for spec in SPECS} == set(DocumentType.values)
    assert {spec.department for spec in SPECS} == set(read_toml("departments.toml"))
    assert len(read_toml("departments.toml")) == 12
    assert {spec.licence for spec in SPECS} == set(Licence.values)


def test_some_documents_are_in_one_language_only_and_some_in_all():
    combinations = Counter(tuple(sorted(spec.sections)) for spec in SPECS)
    for language in languages.CODES:
        assert combinations[(language,)] >= 3
    assert combinations[tuple(sorted(languages.CODES))] >= 3


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.slug)
def test_every_text_has_a_title_a_summary_and_a_body(spec):
    for text in spec.texts().values():
        assert text.title
        assert text.summary
        assert len(text.body) > 20


@pytest.mark.parametrize("spec", [spec for spec in SPECS if spec.editions], ids=lambda s: s.slug)
def test_every_later_edition_changes_something_and_says_what(spec):
    for number, edition in enumerate(spec.editions, start=1):
        assert spec.texts(number) != spec.texts(number - 1)
        assert edition.note.keys() == spec.sections.keys()
        assert not edition.credit or edition.credit.keys() == spec.sections.keys()
    moments = [spec.published, *(edition.at for edition in spec.editions)]
    assert moments == sorted(moments)


def test_some_documents_have_three_editions():
    assert sum(len(spec.editions) >= 2 for spec in SPECS) >= 3


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.slug)
def test_topics_and_files_are_what_the_other_content_has(spec):
    assert set(spec.topics) <= set(read_toml("topics.toml"))
    for file in spec.files:
        if not file.table and not file.text:
            assert file.language in spec.sections
        if file.table:
            assert len({len(row) for row in read_table(file.table, file.language)}) == 1


def test_numbers_are_unique_within_a_department():
    numbers = [(spec.department, spec.number) for spec in SPECS if spec.number]
    assert len(numbers) == len(set(numbers))


def test_the_programme_has_its_34_articles_in_every_language():
    programme = named("programme-20230701")
    assert (programme.number, str(programme.issue_date)) == ("20230701", "2023-07-01")
    for language, text in programme.texts().items():
        articles = [line for line in text.body.splitlines() if line.startswith("### ")]
        assert len(articles) == 34, language


def test_a_broken_content_file_is_named(tmp_path):
    path = tmp_path / "broken.md"
    path.write_text('+++\ndepartment = "IC"\ncolour = "red"\n+++\n\n=== en\n# Title\n')
    with pytest.raises(Malformed, match=r"broken\.md: unknown: colour"):
        read_document(path)
