"""Many documents by spreadsheet: all rows are taken in, or none."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from xlsxwriter import Workbook

from infocenter import services
from infocenter.models import Document, DocumentSheet
from infocenter.sheets import reading, writing
from infocenter.states import Status
from portal.organisation.roles import EDITOR, PUBLISHER
from tests.factories import infocenter as make
from tests.factories import organisation

pytestmark = pytest.mark.django_db

SHEET = "admin:infocenter_document_sheet"


@pytest.fixture
def department():
    return organisation.department("OWN")


@pytest.fixture
def editor(client, department):
    person = organisation.member(EDITOR, department)
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return person


def table(*rows, headings=("department", "number", "title pt", "files")) -> bytes:
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    page = book.add_worksheet("documents")
    for place, row in enumerate([headings, *rows]):
        page.write_row(place, 0, row)
    book.close()
    return out.getvalue()


def archive(files: dict[str, bytes]) -> SimpleUploadedFile:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return SimpleUploadedFile("files.zip", out.getvalue())


def bring(client, content: bytes, files=None):
    """The page that shows what a spreadsheet would do."""
    sent = {"file": SimpleUploadedFile("many.xlsx", content)}
    sent |= {"archive": files} if files else {}
    return client.post(reverse(SHEET), sent, follow=True)


def take(client, page, then="draft"):
    address = f"{reverse(SHEET)}?sheet={page.context['sheet'].pk}"
    return client.post(address, {"then": then}, follow=True)


def faults(page) -> list[tuple]:
    return [(each.row, each.column) for each in page.context["plan"].faults]


def test_rows_become_drafts_with_their_files_once_the_person_has_looked(client, editor):
    content = table(
        ["OWN", "1/2026", "Aviso de obras", "pasta/planta.txt; 公告.txt"],
        ["own", "2/2026", "Aviso de trânsito", ""],
    )
    files = archive({"pasta/planta.txt": b"Planta.", "公告.txt": "公告".encode()})
    page = bring(client, content, files)
    assert faults(page) == []
    titles = [each.title for each in page.context["plan"].created]
    assert titles == ["Aviso de obras", "Aviso de trânsito"]
    assert not Document.objects.exists()
    page = take(client, page)
    assert "2 documents made" in page.content.decode()
    first = Document.objects.get(number="1/2026")
    assert (first.status, first.title("pt")) == (Status.DRAFT, "Aviso de obras")
    assert [each.name for each in first.kept_attachments()] == ["planta.txt", "公告.txt"]


def test_faults_are_told_by_row_and_column_and_nothing_is_taken(client, editor):
    organisation.department("OTHER")
    facts = ("department", "number", "type", "issue_date")
    content = table(
        ["OWN", "1", "Notice", "2026-03-31", "Bom", "", "", ""],
        ["OTHER", "2", "", "", "Alheio", "", "", ""],
        ["OWN", "1", "Letter", "soon", "", "ghosts", "absent.txt", ""],
        headings=(*facts, "title pt", "topics", "files", "colour"),
    )
    page = bring(client, content)
    assert sorted(faults(page)) == [
        (1, "colour"),
        (3, "Department"),
        (4, "Files"),
        (4, "Issue date"),
        (4, "Number"),
        (4, "Title [zh-Hant]"),
        (4, "Topics"),
        (4, "Type"),
    ]
    page = take(client, page)
    assert "nothing was taken in" in page.content.decode()
    assert not Document.objects.exists()


def test_one_row_that_is_refused_takes_the_others_along(client, editor, department):
    client.force_login(organisation.member(PUBLISHER, department))
    public = make.published_document(department=department)
    rows = (["", "Aviso"], [public.pk, "Sem nota"])
    page = bring(client, table(*rows, headings=("document", "title pt")))
    assert faults(page) == []
    page = take(client, page, "publish")
    assert "Row 3: Say in a public change note" in page.content.decode()
    assert Document.objects.count() == 1


def test_a_document_that_is_there_is_changed_where_the_row_says_something_else(
    client, editor, department
):
    topic = make.topic("water", name_pt="Água", name_zh_hant="水")
    document = make.published_document(
        department=department, languages=("zh-hant", "pt"), number="7/2026", source="Lei"
    )
    title = document.title("zh-hant")
    content = table(
        [document.pk, "Novo título", "", "-", "Água"],
        headings=("document", "title pt", "title zh-hant", "source", "topics"),
    )
    page = bring(client, content)
    (row,) = page.context["plan"].changed
    assert row.changes == ["Topics", "Source", "Title [pt]"]
    take(client, page)
    document = Document.objects.get()
    assert (document.title("pt"), document.title("zh-hant")) == ("Novo título", title)
    assert (document.source, list(document.topics.all())) == ("", [topic])
    assert document.status == Status.DRAFT
    assert document.editions.current().get().source == "Lei"
    again = bring(client, content)
    assert [len(again.context["plan"].unchanged), len(again.context["plan"].changed)] == [1, 0]


def test_the_template_is_in_the_editors_language_and_every_language_is_understood(department):
    person = organisation.member(EDITOR, department)
    for code in ("zh-hant", "pt", "en", "zh-hans"):
        topics = [make.topic()]
        with override(code):
            whole = [make.texts("pt", body="a" * 40_000)]  # longer than a cell
            document = make.draft_document(
                department=department, number=code, topics=topics, translations=whole
            )
            content = writing.written(Document.objects.filter(pk=document.pk), [department])
        rows, found = reading.read(content)
        assert found == []
        said = {"document", "department", "number", "type", "topics", "licence"}
        assert said <= set(rows[0].cells)
        sheet = services.receive_sheet(SimpleUploadedFile("a.xlsx", content), None, by=person)
        plan = services.plan_sheet(sheet, person)
        assert (plan.faults, len(plan.unchanged)) == ([], 1)


def test_a_spreadsheet_is_taken_once_and_by_who_brought_it(client, editor, department):
    page = bring(client, table(["OWN", "", "Aviso", ""]))
    address = f"{reverse(SHEET)}?sheet={page.context['sheet'].pk}"
    take(client, page)
    assert "taken in already" in take(client, page).content.decode()
    assert Document.objects.count() == 1
    client.force_login(organisation.member(EDITOR, department))
    assert client.get(address).status_code == 404
    assert client.get(f"{reverse(SHEET)}?sheet=x").status_code == 404


@pytest.mark.parametrize(
    "content", [b"not a spreadsheet", table(), table(headings=("a", "b")), table(*[["x"]] * 501)]
)
def test_what_is_no_sheet_of_documents_is_told(client, editor, content):
    page = bring(client, content)
    assert page.status_code == 200
    plan = page.context["plan"]
    assert plan is None or plan.faults or not plan.rows


def test_files_that_are_refused_are_faults_of_the_rows_that_name_them(client, editor):
    bad = archive({"a.exe": b"MZ\x90\x00" + bytes(200), "b.txt": b"", "ok.txt": b"Fine."})
    rows = (["OWN", "", "Um", "a.exe"], ["OWN", "", "Dois", "b.txt; ok.txt"])
    assert faults(bring(client, table(*rows), bad)) == [(2, "Files"), (3, "Files")]
    broken = SimpleUploadedFile("files.zip", b"PK\x03\x04 broken")
    assert bring(client, table(["OWN", "", "Um", ""]), broken).status_code == 200


def test_old_spreadsheets_go(editor):
    assert services.forget_sheets() == 0
    sheet = services.receive_sheet(SimpleUploadedFile("a.xlsx", table()), None, by=editor)
    DocumentSheet.objects.filter(pk=sheet.pk).update(made_at="2026-01-01T00:00:00Z")
    assert services.forget_sheets() == 1
