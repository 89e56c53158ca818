"""A file becomes a table: what is recognised, and what is said where it can't be."""

import io
from datetime import date, datetime

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from openpyxl import Workbook

from infocenter.datasets.reading import child, recognise
from tests.infocenter.datasets.samples import AIR, kinds_of, read
from tests.machine import SHARED

pytestmark = pytest.mark.once


def rows_of(folder) -> list[tuple]:
    """The rows of the Parquet that was written."""
    return duckdb.sql(f"SELECT * FROM read_parquet('{folder / child.PARQUET}')").fetchall()


@pytest.mark.parametrize(
    ("values", "kind", "writing", "first"),
    [
        (["1", "-7", "12,345"], "integer", "point", 1),
        (["１２", "３４５"], "integer", "point", 12),
        (["1.000.000", "2.500"], "integer", "comma", 1_000_000),
        (["1 234,5", "7"], "decimal", "comma", 1234.5),
        (["1,234.5", "..", "-"], "decimal", "point", 1234.5),
        (["12%", "7.5%"], "decimal", "point", 12),
        (["1e-3", "2"], "decimal", "point", 0.001),
        (["2026年3月5日", "2026年12月31日"], "date", "ymd", date(2026, 3, 5)),
        (["2026/3/5", "2026/12/31"], "date", "ymd", date(2026, 3, 5)),
        (["05/03/2026", "25/03/2026"], "date", "dmy", date(2026, 3, 5)),
        (["03/25/2026", "03/05/2026"], "date", "mdy", date(2026, 3, 25)),
        (["5 de março de 2026", "17 dez 2025"], "date", "dmy", date(2026, 3, 5)),
        (["March 5, 2026", "May 17, 2026"], "date", "dmy", date(2026, 3, 5)),
        (["2025-01", "2025-12"], "date", "month", date(2025, 1, 1)),
        (["2025年1月", "2025年12月"], "date", "month", date(2025, 1, 1)),
        (
            ["2026-01-02 10:20", "2026-01-03"],
            "datetime",
            "ymd",
            datetime.fromisoformat("2026-01-02T10:20"),
        ),
        (
            ["2026-01-02T10:20:30Z"],
            "datetime",
            "zoned",
            datetime.fromisoformat("2026-01-02T18:20:30"),
        ),
        (["是", "否"], "boolean", "", True),
        (["sim", "não", "n/a"], "boolean", "", True),
        (["007", "12"], "text", "", "007"),  # a code, and no number
        (["5550 0933", "x"], "text", "", "5550 0933"),
        (["1,2,3", "4"], "text", "", "1,2,3"),
        (["12345678901234567890"], "text", "", "12345678901234567890"),
        (["31/02/2026"], "text", "", "31/02/2026"),
    ],
)
def test_the_kind_of_a_column_follows_from_all_its_values(values, kind, writing, first, tmp_path):
    content = "name|value\n" + "".join(f"a{n}|{each}\n" for n, each in enumerate(values))
    found = read(tmp_path, content, delimiter="bar")
    column = found.columns[1]
    assert (column["kind"], column["writing"]) == (kind, writing)
    value = rows_of(tmp_path)[0][1]
    assert (float(value) if kind == "decimal" else value) == first


@given(some.lists(some.text(max_size=12), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_whatever_stands_in_cells_has_a_kind(values):
    assert recognise.kind_of(values).kind in ("text", "integer", "decimal", "date", "datetime",
                                              "boolean")  # fmt: skip


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("big5hkscs", "big5"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16le"),
    ],
)
def test_chinese_is_read_in_its_encodings(encoding, name, tmp_path):
    content = "日期;地區;人數\n2026-01-01;澳門半島;1234\n2026-01-02;路環;56\n" * 3
    if encoding == "gb18030":
        content = content.replace("區", "区").replace("門", "门")
    found = read(tmp_path, content.encode(encoding))
    assert found.encoding == name
    assert found.delimiter == "semicolon"
    assert found.columns[0]["source"] == "日期"
    assert rows_of(tmp_path)[0][1].startswith("澳")


def test_titles_notes_and_columns_of_nothing_are_left_out(tmp_path):
    content = (
        "Visitors by month,,,\nSource: us,,,\n\n,month,visitors,nights\n,2025-01,10,1.2\n"
        ",2025-02,20,1.3\n,,,\nNote: provisional,,,\n"
    )
    found = read(tmp_path, content)
    assert kinds_of(found) == ["month: date", "visitors: integer", "nights: decimal"]
    assert (found.rows, found.header) == (2, 4)
    assert {each["code"] for each in found.warnings} == {"rows_above", "rows_below"}


def test_a_table_without_names_has_numbers_for_names(tmp_path):
    found = read(tmp_path, "1,2\n3,4\n5,6\n")
    assert (kinds_of(found), found.header) == (["#1: integer", "#2: integer"], 0)


def test_a_column_that_is_numbers_but_for_few_values_is_text_and_the_editor_hears_why(tmp_path):
    rows = [*map(str, range(60)), "about 60", *map(str, range(60))]
    found = read(tmp_path, "a,b\n" + "".join(f"x,{each}\n" for each in rows))
    assert kinds_of(found)[1] == "b: text"
    assert found.warnings == [
        {"code": "text_for_integer", "count": 1, "row": 62, "column": "b", "value": "about 60"}
    ]
    wish = {"b": {"kind": "integer", "writing": "point"}}
    again = read(tmp_path, "a,b\n" + "".join(f"x,{each}\n" for each in rows), columns=wish)
    assert again.failure["code"] == "not_integer"
    assert (again.failure["row"], again.failure["column"]) == (62, "b")


@pytest.mark.parametrize(
    ("content", "failure"),
    [
        (b"", {"code": "broken"}),
        (b"\x00\x01\x02" * 50, {"code": "broken"}),
        (b"a,b\n", {"code": "no_rows"}),
        (b"\n\n , \n", {"code": "empty"}),
        (b"a,b\n" + b"1,2\n" * 60 + b"1,2,3\n", {"code": "too_many_cells", "row": 62}),
        (b'a,b\n1,"' + b"x" * 300_000, {"code": "cell_too_long"}),
        (b"a,b\n" + b"1,2\n" * 1001, {"code": "too_many_rows", "most": 1000}),
        (b",".join([b"a"] * 30) + b"\n" + b",".join([b"1"] * 30), {"code": "too_many_columns"}),
    ],
)
def test_what_cant_be_read_says_why_and_where(content, failure, tmp_path):
    found = read(tmp_path, content).failure
    assert failure.items() <= found.items()


def test_a_sheet_is_chosen_and_cells_keep_what_they_are(tmp_path):
    book = Workbook()
    book.active.append(["only a title"])
    sheet = book.create_sheet("數據")
    sheet.append(["day", "amount", "text", "fault"])
    sheet.append([date(2026, 1, 2), 12.5, "=not a formula", "#N/A"])
    sheet.append([date(2026, 1, 3), 7, "007", "1"])
    book.create_sheet("hidden").sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    found = read(tmp_path, buffer.getvalue(), "t.xlsx", sheet="數據")
    assert found.sheets == ["Sheet", "數據"]
    assert kinds_of(found) == ["day: date", "amount: decimal", "text: text", "fault: integer"]
    assert found.columns[3]["statistics"]["empty"] == 1
    assert read(tmp_path, buffer.getvalue(), "t.xlsx", sheet="hidden").failure["code"] == "no_sheet"


def test_parquet_keeps_its_kinds_unless_the_editor_says_otherwise(tmp_path):
    query = "SELECT '12' AS code, 3 AS n, 2.50::DECIMAL(9,2) AS d, [1, 2] AS l, NULL::DATE AS e"
    duckdb.sql(f"COPY ({query}) TO '{tmp_path / 'source.parquet'}'")
    content = (tmp_path / "source.parquet").read_bytes()
    found = read(tmp_path, content, "x.parquet")
    assert kinds_of(found) == ["code: text", "n: integer", "d: decimal", "l: text", "e: date"]
    assert rows_of(tmp_path)[0][3] == "[1, 2]"
    wish = {"code": {"kind": "integer", "writing": "point"}}
    assert kinds_of(read(tmp_path, content, "x.parquet", columns=wish))[0] == "code: integer"
    assert read(tmp_path, content[:-20], "x.parquet").failure == {"code": "broken"}


def test_figures_are_told_of_each_column(tmp_path):
    figures = {each["source"]: each["statistics"] for each in read(tmp_path, AIR).columns}
    assert figures["pm25"]["empty"] == 1
    assert (figures["pm25"]["min"], figures["pm25"]["max"]) == ("12.0", "30.1")
    assert figures["count"]["sum"] == 3422
    assert figures["station"]["most"] == [["North", 2], ["South", 2], ["West", 1]]


@pytest.mark.slow
def test_every_real_table_is_read_or_says_why_not(tmp_path):
    folder = SHARED / "corpus" / "files"
    if not folder.is_dir():
        pytest.skip("There is no corpus of real files here (FAROL_SHARED).")
    failed, rows = {}, {}
    for path in sorted(folder.iterdir()):
        if path.suffix in (".csv", ".xls", ".xlsx", ".ods"):
            found = read(tmp_path, path.read_bytes(), path.name, columns={})
            rows[path.name] = found.rows
            if found.failure:
                failed[path.name] = found.failure["code"]
    assert failed == {
        "pira__Pirá-F-Total.csv": "too_many_rows",  # of this test: 1,000
        "pira__Pirá-F-Total.xlsx": "too_many_rows",
        "tika__testEXCEL_poi-61034.xlsx": "empty",
        "tika__testEXCEL_protected_passtika.xlsx": "password",
        "tika__testEXCEL_textbox.xlsx": "empty",
    }
    assert rows["pira__test.csv"] == 227
    assert rows["tika__testEXCEL.xls"] == 15
