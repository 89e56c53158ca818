import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import translation

from portal.files import extraction, serving, storage
from portal.files.messages import sentence
from portal.files.models import StoredFile
from portal.files.reading import office
from portal.files.services import extract, store
from portal.files.states import TextState
from tests.files import samples
from tests.files.conftest import left_over

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def read(content: bytes, name: str = "a") -> StoredFile:
    return extract(store(SimpleUploadedFile(name, content)))


def test_the_pages_of_a_pdf_are_known(file_store):
    file = read(samples.pdf("First page", "Second page"))
    assert file.text_state == "ok"
    assert file.page_texts == ["First page", "Second page"]
    assert file.pages == 2
    assert file.extracted_at
    assert left_over(file_store) == []


def test_a_pdf_gets_a_small_picture_of_its_first_page(file_store):
    from PIL import Image

    file = read(samples.pdf("Hello"))
    with Image.open(file_store / file.preview) as picture:
        assert picture.format == "WEBP"
        assert 590 <= picture.width <= 601


def test_the_picture_is_served_and_known_again(rf):
    file = read(samples.pdf("Hello"))
    response = serving.serve_preview(rf.get("/"), file.sha256)
    assert response["Content-Type"] == "image/webp"
    assert response.content[:4] == b"RIFF"
    request = rf.get("/", headers={"If-None-Match": response["ETag"]})
    assert serving.serve_preview(request, file.sha256).status_code == 304
    assert serving.serve_preview(rf.get("/"), "0" * 64).status_code == 404


def test_what_stands_in_the_header_of_a_word_document_is_found_too():
    file = read(samples.docx("全文", header="Despacho n.º 12/2026"))
    assert file.text_state == "ok"
    assert file.text.splitlines() == ["全文", "Despacho n.º 12/2026"]


def test_open_document_text_is_read():
    assert "財政預算" in read(samples.odt("財政預算")).text


def lines(content: str, kind: str = "text") -> list[str]:
    """The lines that are read from an OpenDocument file."""
    file = read(samples.odt(content, kind))
    assert (file.text_state, file.text_message) == ("ok", "")
    return file.text.splitlines()


def test_cells_of_an_open_document_are_read_however_they_are_formatted():
    cell = "<table:table-cell>{}</table:table-cell>".format
    table = "<table:table><table:table-row>{}</table:table-row></table:table>".format
    cells = (
        "<text:p>Plain</text:p>",
        "<text:p><text:span>Bold</text:span></text:p>",
        "<text:p>Half <text:span>and <text:span>half</text:span></text:span> of it</text:p>",
        "<text:list><text:list-item><text:p>Item</text:p></text:list-item></text:list>",
        table(cell("<text:p><text:span>Inner</text:span></text:p>")),
    )
    found = lines(table("".join(map(cell, cells))))
    assert found == ["Plain", "Bold", "Half and half of it", "Item", "Inner"]


def test_spaces_notes_and_line_ends_of_an_open_document_stay_in_their_place():
    text = (
        '<text:p>One<text:s text:c="2"/>two<text:tab/>three<text:line-break/>four\n\tfive'
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>The note</text:p></text:note-body></text:note> six</text:p>"
    )
    assert lines(text) == ["One two three", "four five", "The note", "six"]


def test_deleted_text_and_comments_of_an_open_document_are_not_read():
    text = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:p>What<office:annotation><text:p>Secret</text:p></office:annotation> stays</text:p>"
    )
    assert lines(text) == ["What stays"]


def test_an_open_presentation_is_read_and_not_called_faulty():
    assert lines("<text:p><text:span>財政預算</text:span></text:p>", "presentation") == ["財政預算"]


@pytest.mark.parametrize(
    "declared",
    ['[<!ENTITY e "words">]', 'SYSTEM "file:///etc/hostname"', "[]", '[<!ATTLIST a b ID "c">]'],
)
def test_a_part_that_declares_anything_is_not_read(declared):
    """Without a document type nothing multiplies, and nothing is fetched from elsewhere."""
    with pytest.raises(ValueError, match="entities"):
        office._paragraphs(f"<!DOCTYPE a {declared}><a>words</a>".encode())


def test_a_damaged_open_document_is_called_broken():
    assert read(samples.odt("<text:p>not closed")).text_state == "broken"


@pytest.mark.parametrize(
    ("codec", "name"),
    [("utf-8", "utf-8"), ("big5", "big5"), ("gb18030", "gb18030"), ("utf-16", "utf-16le")],
)
def test_plain_text_is_read_in_every_usual_encoding(codec, name):
    text = "本條例由政府公佈，自公佈翌日起生效。"
    file = read(text.encode(codec), "a.txt")
    assert (file.text, file.encoding, file.text_state) == (text, name, "ok")


def test_only_what_people_see_is_taken_out_of_a_web_page():
    html = (
        "<!DOCTYPE html><html><head><title>Aviso</title><style>p{}</style></head><body>"
        "<script>secret()</script><h1>Orçamento</h1><p>de&nbsp;2026 &amp; <b>contas</b></p></body>"
    )
    file = read(html.encode("cp1252"), "a.html")
    assert file.text.split() == ["Aviso", "Orçamento", "de", "2026", "&", "contas"]


def test_a_web_page_that_names_its_encoding_is_believed():
    html = '<meta charset="euc-kr"><p>예산안 공고</p>'
    assert "예산안" in read(html.encode("euc-kr"), "a.html").text


def test_rtf_in_chinese_is_read_by_the_code_page_of_its_font():
    text = "".join(f"\\'{byte:02x}" for byte in "政府預算".encode("big5"))
    rtf = f"{{\\rtf1\\ansi{{\\fonttbl{{\\f0\\fcharset136 Ming;}}}}\\f0 {text}\\par \\u33865?end}}"
    assert read(rtf.encode()).text == "政府預算\n葉end"


def test_a_pdf_of_pictures_is_called_a_scan():
    stream = (
        b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R"
        b"/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>\nendobj\n"
        b"4 0 obj\n<</Length 25>>\nstream\n99 0 0 99 0 0 cm /I Do   \nendstream\nendobj\n"
        b"5 0 obj\n<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray"
        b"/BitsPerComponent 8/Length 1>>\nstream\nA\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n"
    )
    file = read(stream)
    assert file.text_state == "no_text"
    assert "OCR" in file.explanation


@pytest.mark.parametrize(
    ("content", "name", "state"),
    [
        (samples.PNG, "a.png", "unsupported"),
        (samples.archive({"a.txt": "a"}), "a.zip", "unsupported"),
        (b"%PDF-1.4 nothing follows", "a.pdf", "broken"),
        (samples.docx("Hello")[:300], "a.docx", "broken"),
        (samples.docx(""), "a.docx", "no_text"),
    ],
)
def test_a_file_without_text_ends_in_a_state_with_advice(content, name, state):
    file = read(content, name)
    assert file.text_state == state
    assert file.text == ""
    assert len(file.explanation) > 40


def test_a_file_whose_bytes_are_missing_is_said_to_be_so(file_store):
    file = store(SimpleUploadedFile("a.txt", b"text"))
    (file_store / file.path).unlink()
    assert extract(file).text_state == "broken"
    assert "administrator" in file.explanation


@pytest.fixture
def children(monkeypatch, tmp_path):
    """`children(program)`: every reader starts with this program; the answer counts them."""
    started = tmp_path / "started"
    command = extraction.child_command
    reading = "from portal.files import extract_child; extract_child.main()"

    def begin_with(program: str):
        before = f"started = open({str(started)!r}, 'a'); print(file=started, flush=True)\n"
        code = f"import os, signal, sys, time\n{before}{program}\n{reading}"
        monkeypatch.setattr(
            extraction,
            "child_command",
            lambda job: [*command(job)[:3], "-c", code, job.to_json()],
        )
        return lambda: started.stat().st_size

    return begin_with


@pytest.mark.parametrize("end", ["os.kill(os.getpid(), signal.SIGSEGV)", "os._exit(3)"])
def test_a_reader_that_crashes_once_is_started_once_more(children, end):
    number = children(f"if os.fstat(started.fileno()).st_size == 1: {end}")
    file = read(samples.pdf("Hello"))
    assert (file.text_state, file.text, bool(file.preview)) == ("ok", "Hello", True)
    assert number() == 2


@pytest.mark.parametrize(
    ("program", "state", "times"),
    [
        ("os.abort()", "broken", 2),
        ("os.kill(os.getpid(), signal.SIGXCPU)", "timed_out", 1),
        ("os.kill(os.getpid(), signal.SIGKILL)", "too_large", 1),  # as the kernel does
        ("sys.exit('memory allocation of 99 bytes failed')", "too_large", 1),
        ("pass", "ok", 1),
    ],
)
def test_only_a_crash_is_worth_another_attempt(children, program, state, times):
    number = children(program)
    assert read(b"Some text", "a.txt").text_state == state
    assert number() == times


def test_a_file_larger_than_the_limit_is_not_opened(settings):
    settings.FAROL_EXTRACT_MAX_MB = 1
    assert read(b"text " * 300_000, "a.txt").text_state == "too_large"


def test_a_long_text_is_cut_and_the_editor_is_told(settings):
    settings.FAROL_EXTRACT_MAX_CHARACTERS = 1000
    file = read(b"word " * 1000, "a.txt")
    assert (file.text_state, len(file.text)) == ("ok", 1000)
    assert "beginning" in file.explanation


def test_reading_again_changes_nothing():
    file = read(samples.pdf("Hello"))
    before = StoredFile.objects.values("text", "text_state", "pages", "preview").get()
    extract(file)
    assert StoredFile.objects.values("text", "text_state", "pages", "preview").get() == before


def test_the_text_fits_into_every_database():
    file = read(b"a\x0bb\x01c\r\nd\xed\xa0\x80  and more text" + b" and more" * 40, "a.txt")
    file.refresh_from_db()
    assert file.text.startswith("abc\nd")


def test_every_state_has_a_sentence_that_says_what_to_do():
    for state in TextState:
        with translation.override("en"):
            assert sentence(state).endswith(".")


def test_the_command_reads_what_waits(capsys):
    for number in range(3):
        store(SimpleUploadedFile(f"{number}.txt", f"text {number}".encode()))
    call_command("extract_pending", jobs=2)
    assert "3 files read." in capsys.readouterr().out
    assert set(StoredFile.objects.values_list("text_state", flat=True)) == {"ok"}
    call_command("extract_pending")
    assert "0 files read." in capsys.readouterr().out


def test_the_command_finds_damaged_and_missing_files(file_store, capsys):
    good, damaged, short, missing = (
        store(SimpleUploadedFile("a.txt", f"text {number}".encode())) for number in range(4)
    )
    call_command("verify_files")
    assert "4 files are as they were stored." in capsys.readouterr().out
    (file_store / damaged.path).write_bytes(b"text X")
    (file_store / short.path).write_bytes(b"text")
    (file_store / missing.path).unlink()
    with pytest.raises(CommandError, match="3 of 4"):
        call_command("verify_files", verbosity=0)
    told = capsys.readouterr().err
    assert good.sha256 not in told
    for file in (damaged, short, missing):
        assert file.sha256 in told


def test_the_command_removes_what_a_power_cut_left_behind(file_store):
    import os

    old, new = (storage.incoming() / name for name in ("old.part", "new.part"))
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    call_command("verify_files", verbosity=0)
    assert left_over(file_store) == ["new.part"]
