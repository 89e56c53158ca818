import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.files import encodings

SHORT = ["政府", "預算案", "圖書館開放時間", "澳門特別行政區", "道路工程通告。", "第三章　總則"]
SIMPLIFIED = ["政府", "预算案", "图书馆开放时间", "道路工程通告。", "第三章　总则"]
PORTUGUESE = [
    "Informação",
    "Orçamento",
    "Não",
    "à",
    "SECÇÃO II",
    "LEGISLAÇÃO CONSOLIDADA",
    "Disposições gerais — artigo 1.º",
    "coração de mãe",
    "“Água” e «saneamento»",
]


@pytest.mark.parametrize("text", SHORT)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "big5", "big5hkscs", "gb18030", "utf-16"])
def test_a_short_line_in_traditional_chinese_is_read_rightly(text, codec):
    assert encodings.read(text.encode(codec)).text == text


@pytest.mark.parametrize("text", SIMPLIFIED)
@pytest.mark.parametrize("codec", ["utf-8", "gb2312", "gbk", "gb18030", "utf-16"])
def test_a_short_line_in_simplified_chinese_is_read_rightly(text, codec):
    assert encodings.read(text.encode(codec)).text == text


@pytest.mark.parametrize("text", PORTUGUESE)
@pytest.mark.parametrize("codec", ["utf-8", "cp1252", "utf-16"])
def test_a_short_line_in_portuguese_is_read_rightly(text, codec):
    assert encodings.read(text.encode(codec)).text == text


@pytest.mark.parametrize("text", ["Orçamento e contas\n" * 5, "政府總部 Headquarters\n" * 5])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_recognised(text, codec):
    assert encodings.read(text.encode(codec)).text == text


@pytest.mark.parametrize(
    ("codec", "name"),
    [("big5", "big5"), ("gb18030", "gb18030"), ("utf-8", "utf-8"), ("utf-16-le", "utf-16le")],
)
def test_encodings_have_the_names_that_browsers_know(codec, name):
    text = "本條例由政府公佈，自公佈翌日起生效。 Ok\n"
    assert encodings.read(text.encode(codec)).encoding == name


def test_latin_text_is_called_windows_1252_and_keeps_its_quotation_marks():
    reading = encodings.read("“Não” – disse".encode("cp1252"))
    assert (reading.text, reading.encoding) == ("“Não” – disse", "windows-1252")


def test_text_of_a_mainframe_is_readable():
    assert (
        "Hardware" in encodings.read(("IBM Hardware and Software guide\n" * 9).encode("cp500")).text
    )


def test_a_character_cut_in_two_at_the_end_of_the_sample_does_not_matter():
    text = "葡" * encodings.SAMPLE
    assert encodings.read(text.encode()).encoding == "utf-8"


def test_a_few_damaged_bytes_do_not_change_the_encoding():
    data = ("本條例由政府公佈，自公佈翌日起生效。" * 20).encode() + b"\xff\xfe\xe4"
    assert encodings.read(data).encoding == "utf-8"


@given(st.binary(max_size=400))
def test_no_bytes_make_it_fail(data):
    reading = encodings.read(data)
    assert reading is None or isinstance(reading.text, str)
