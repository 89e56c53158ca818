"""The files that the loader makes can be read again, and come out the same every time."""

import csv
import re
from io import BytesIO, StringIO
from zipfile import ZipFile

import openpyxl
import pypdfium2
import pytest
from docx import Document

from portal.demonstration.content import read_documents
from portal.demonstration.makers import Letterhead, make_file

LETTERHEAD = Letterhead("燈浦市政府 · 資訊中心", "1/2023")
FILES = [(spec, file) for spec in read_documents() for file in spec.files]


def made(spec, file) -> bytes:
    return make_file(file, spec.texts().get(file.language), LETTERHEAD)


def of(make: str, language: str):
    """The first file of a kind that is laid out from its document's text."""
    return next(
        (spec, file)
        for spec, file in FILES
        if (file.make, file.language) == (make, language) and not file.text and not file.table
    )


@pytest.mark.parametrize("make", ["pdf", "docx", "odt", "xlsx", "csv", "txt", "md"])
def test_the_same_content_gives_the_same_bytes(make):
    for spec, file in [each for each in FILES if each[1].make == make][:3]:
        assert made(spec, file) == made(spec, file)


@pytest.mark.parametrize("language", ["zh-hant", "zh-hans", "pt", "en"])
def test_the_text_of_a_pdf_can_be_taken_out(language):
    spec, file = of("pdf", language)
    with pypdfium2.PdfDocument(made(spec, file)) as pdf:
        said = "".join(page.get_textpage().get_text_range() for page in pdf)
    text = spec.texts()[language]
    for expected in (text.title, text.summary):
        assert re.sub(r"\s", "", expected) in re.sub(r"\s", "", said)


def test_a_word_document_has_its_headings():
    spec, file = of("docx", "zh-hant")
    paragraphs = Document(BytesIO(made(spec, file))).paragraphs
    headings = [each.text for each in paragraphs if each.style.name.startswith("Heading")]
    assert headings[0] == spec.texts()["zh-hant"].title
    assert len(headings) > 1


def test_an_odt_begins_with_its_media_type_so_that_it_is_recognised():
    content = made(*of("odt", "pt"))
    first = ZipFile(BytesIO(content)).infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", 0)


def test_a_spreadsheet_has_numbers_and_days_not_text():
    spec, file = next(each for each in FILES if each[1].table == "air-quality-2026-q1")
    sheet = openpyxl.load_workbook(BytesIO(made(spec, file))).active
    assert [cell.value for cell in sheet[1]][:2] == ["日期", "監測站"]
    assert sheet["A2"].is_date
    assert isinstance(sheet["C2"].value, float)
    assert sheet.max_row == 361


@pytest.mark.parametrize("encoding", ["big5", "gb18030"])
def test_old_encodings_are_there_for_who_must_read_them(encoding):
    spec, file = next(each for each in FILES if each[1].encoding == encoding)
    content = made(spec, file)
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    rows = list(csv.reader(StringIO(content.decode(encoding))))
    assert len(rows) > 5
