"""Importing documents: what people have, in the ways they have it."""

import csv
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from infocenter import search
from infocenter.importing import guessing, metadata
from infocenter.models import Document, Edition
from infocenter.states import DocumentType, Licence, Status
from tests.factories.infocenter import topic
from tests.factories.organisation import department

pytestmark = pytest.mark.django_db


@pytest.fixture
def bring_in(tmp_path):
    """Import `tmp_path/in`; the answer is the report as rows by source."""
    department("IC")
    folder = tmp_path / "in"
    folder.mkdir()

    def run(*options, root=folder):
        report = tmp_path / "report.csv"
        arguments = ["--department", "IC", "--report", str(report), "--jobs", "2", *options]
        call_command("import_documents", str(root), *arguments, verbosity=0)
        with report.open(encoding="utf-8-sig") as file:
            return {row["source"]: row for row in csv.DictReader(file)}

    run.folder = folder
    return run


def write_lines(path, *rows):
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")


def test_a_folder_of_files_becomes_published_documents(bring_in):
    (bring_in.folder / "Relatório_anual.txt").write_text("A situação da água não é má.", "utf-8")
    (bring_in.folder / "unter").mkdir()
    (bring_in.folder / "unter" / "年度報告.txt").write_text("本年度之財政報告書。", "big5")
    report = bring_in("--publish")
    assert {row["outcome"] for row in report.values()} == {"published"}
    assert {row["text"] for row in report.values()} == {"ok"}
    titles = {(each.translations.get().language, each.title()) for each in Document.objects.all()}
    assert titles == {("pt", "Relatório anual"), ("zh-hant", "年度報告")}
    assert search.match("財政報告").hits[0].in_file == "年度報告.txt"


def test_without_publish_they_stay_drafts_and_can_be_published_later(bring_in):
    (bring_in.folder / "a note.txt").write_text("The content of the note.")
    assert bring_in()["a note.txt"]["outcome"] == "created"
    assert not Edition.objects.exists()
    assert bring_in("--publish")["a note.txt"]["outcome"] == "published"
    assert bring_in("--publish")["a note.txt"]["outcome"] == "unchanged"
    assert Document.objects.count() == 1


def test_a_manifest_says_what_a_document_is(bring_in):
    topic("water", name_en="Water")
    (bring_in.folder / "a.txt").write_text("x y z")
    (bring_in.folder / "MANIFEST.csv").write_text(
        "Ficheiro;Título;Resumo;Língua;Data;Tipo;Temas;Número;Licença;Fonte\n"
        "a.txt;Lei da água;Em suma;pt-PT;31/12/2024;Lei;water, fire;3/2024;CC0;Diário\n",
        "utf-8",
    )
    report = bring_in("--publish")
    assert "fire" in report["a.txt"]["message"]
    document = Document.objects.get()
    version = document.translations.get()
    assert (version.language, version.title, version.summary) == ("pt", "Lei da água", "Em suma")
    assert (document.issue_date, document.type) == (date(2024, 12, 31), DocumentType.LAW)
    assert (document.number, document.licence) == ("3/2024", Licence.CC0)
    assert document.source == "Diário"
    assert [each.slug for each in document.topics.all()] == ["water"]
    assert document.attachments.get().name == "a.txt"


def test_lines_of_json_are_documents_themselves(bring_in):
    write_lines(
        bring_in.folder / "laws.jsonl",
        {
            "id": "1",
            "lang": "zh-Hant",
            "title": "土地法",
            "date": "20240801",
            "text": "第一條\n第二條",
        },
        {
            "id": "2",
            "title_pt": "Terras",
            "title_en": "Land",
            "title": "土地",
            "text": "土地之管理",
        },
    )
    report = bring_in("--publish")
    assert [row["outcome"] for row in report.values()] == ["published", "published"]
    first, second = Document.objects.order_by("pk")
    assert first.translations.get().body == "第一條\n\n第二條"
    assert first.issue_date == date(2024, 8, 1)
    languages = set(second.translations.values_list("language", flat=True))
    assert languages == {"pt", "en", "zh-hant"}


def test_a_second_run_adds_nothing_even_when_lines_move(bring_in):
    rows = [{"title": f"Notice {each}", "text": "The text of it."} for each in range(3)]
    write_lines(bring_in.folder / "n.jsonl", *rows)
    bring_in()
    write_lines(bring_in.folder / "n.jsonl", {"title": "New", "text": "One more."}, *rows)
    outcomes = [row["outcome"] for row in bring_in().values()]
    assert outcomes == ["created", "unchanged", "unchanged", "unchanged"]


def test_a_manifest_elsewhere_names_what_is_imported(bring_in, tmp_path):
    (bring_in.folder / "a.txt").write_text("In.")
    (bring_in.folder / "b.txt").write_text("Out.")
    manifest = tmp_path / "list.jsonl"
    write_lines(manifest, {"file": "a.txt", "title": "A"})
    report = bring_in("--manifest", str(manifest))
    assert (report["a.txt"]["outcome"], report["b.txt"]["outcome"]) == ("created", "skipped")


def test_a_number_that_is_taken_fails_alone(bring_in):
    write_lines(
        bring_in.folder / "n.jsonl",
        {"title": "A", "text": "a", "number": "1/2024"},
        {"title": "B", "text": "b", "number": "1/2024"},
        {"title": "C", "text": "c"},
    )
    assert [row["outcome"] for row in bring_in().values()] == ["created", "failed", "created"]


def test_a_title_that_is_too_long_is_kept_whole_in_the_summary(bring_in):
    title = "Lei " * 200
    write_lines(bring_in.folder / "n.jsonl", {"title": title, "text": "x"})
    bring_in()
    version = Document.objects.get().translations.get()
    assert len(version.title) <= 500
    assert version.summary == title.strip()


def test_an_import_is_in_the_history_as_the_systems_doing(bring_in):
    from portal.history.models import Event

    (bring_in.folder / "a.txt").write_text("Text of it.")
    bring_in("--publish")
    verbs = list(Event.objects.about(Document.objects.get()).values_list("verb", "actor"))
    assert verbs == [
        ("document.published", None),
        ("document.file_added", None),
        ("document.created", None),
    ]
    assert Document.objects.get().status == Status.PUBLISHED


def test_an_unknown_department_is_named(tmp_path):
    with pytest.raises(CommandError, match="XX"):
        call_command("import_documents", str(tmp_path), "--department", "XX")


def test_when_nothing_can_be_read_the_command_fails(bring_in):
    (bring_in.folder / "empty.pdf").write_bytes(b"")
    with pytest.raises(CommandError):
        bring_in()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("關於公開資訊的辦法，各部門應予執行。", "zh-hant"),
        ("关于公开信息的办法，各部门应予执行。", "zh-hans"),
        ("A lei que aprova o orçamento do ano", "pt"),
        ("The law that approves the budget of the year", "en"),
        ("12345 !!", None),
    ],
)
def test_the_language_of_a_text_is_found_out(text, language):
    assert guessing.language(text) == language


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Relatório_anual_2024.pdf", "Relatório anual 2024"),
        ("scan_0001.pdf", "The first line"),
        ("財政  報告.docx", "財政 報告"),
        ("20240801.pdf", "The first line"),
    ],
)
def test_a_title_comes_from_the_name_or_the_first_line(name, title):
    assert guessing.title(name, "  \n1.\n# The first line\nand more") == title


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-08-01", date(2024, 8, 1)),
        ("2024-08-01T10:00:00Z", date(2024, 8, 1)),
        ("20240801", date(2024, 8, 1)),
        ("1/8/2024", date(2024, 8, 1)),
        ("01.08.2024", date(2024, 8, 1)),
        ("2024年8月1日", date(2024, 8, 1)),
        ("2024-02-30", None),
        ("soon", None),
        ("0000-00-00", None),
    ],
)
def test_dates_are_read_as_people_write_them(written, day):
    assert metadata.date_of(written) == day


@pytest.mark.parametrize(
    ("licence", "ours"),
    [
        ("CC BY 4.0", Licence.CC_BY),
        ("CC-BY-NC-4.0", Licence.ALL_RIGHTS),
        ("CC0 1.0", Licence.CC0),
        ("public domain (US federal work)", Licence.PUBLIC_DOMAIN),
        ("Apache-2.0", Licence.ALL_RIGHTS),
    ],
)
def test_a_licence_that_we_dont_know_stays_reserved(licence, ours):
    assert metadata.licence_of(licence) == ours


def test_plain_text_reads_as_it_stood():
    from infocenter import markdown

    body = guessing.markdown("1. First * point\n# not a heading\n- <b>x</b>\n    four spaces")
    html = markdown.render(body)
    assert "<ol" not in html
    assert "<h2" not in html
    assert "<pre" not in html
    assert "1. First * point" in html
    assert "&lt;b&gt;" in html
