"""What office files carry and don't show."""

import io
import zipfile

import pytest

from portal.files.hidden import Hidden, hidden_in


def office(**parts: str) -> io.BytesIO:
    """An office file with these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file


@pytest.mark.parametrize(
    ("name", "text", "hidden"),
    [
        ("word/document.xml", '<w:p><w:ins w:id="1">x</w:ins></w:p>', [Hidden.CHANGES]),
        ("word/document.xml", "<w:p><w:instrText>x</w:instrText></w:p>", []),
        ("word/comments.xml", '<w:comments><w:comment w:id="0"/></w:comments>', [Hidden.COMMENTS]),
        ("word/comments.xml", "<w:comments/>", []),
        ("xl/workbook.xml", '<sheet name="b" state="hidden"/>', [Hidden.SHEETS]),
        ("xl/workbook.xml", '<sheet name="b" state="veryHidden"/>', [Hidden.SHEETS]),
        ("xl/workbook.xml", '<sheet name="b" state="visible"/>', []),
        ("ppt/slides/slide2.xml", '<p:sld a="b" show="0"><x/></p:sld>', [Hidden.SLIDES]),
        ("content.xml", '<text:changed-region text:id="c">', [Hidden.CHANGES]),
    ],
)
def test_it_is_named(name, text, hidden):
    assert hidden_in(office(**{name: text})) == hidden


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"PK\x03\x04 broken"])
def test_another_file_hides_nothing_that_we_know_of(data):
    assert hidden_in(io.BytesIO(data)) == []


def test_it_is_found_in_real_files(corpus):
    by_name = {each.name: each for each in corpus.glob("*.docx")}
    with by_name["tika__testWORD_features.docx"].open("rb") as file:
        assert set(hidden_in(file)) == {Hidden.COMMENTS, Hidden.CHANGES}
