import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.files.names import content_disposition, safe_name, unique_names


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("預算 2026.pdf", "預算 2026.pdf"),
        ("Orçamento.xlsx", "Orçamento.xlsx"),
        ("../../etc/passwd", "_._etc_passwd"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\0b.txt", "ab.txt"),
        ("CON.txt", "_CON.txt"),
        ("...", "file"),
        ("", "file"),
        ("\ud800.pdf", "file.pdf"),
    ],
)
def test_names_keep_their_script_and_lose_their_danger(name, expected):
    assert safe_name(name) == expected


def test_a_long_name_keeps_its_ending():
    name = safe_name("預" * 300 + ".pdf")
    assert name.endswith("預.pdf")
    assert len(name.encode()) <= 200


def test_the_header_gives_any_script_and_a_name_for_older_programs():
    assert content_disposition("Orçamento 預算.pdf") == (
        'attachment; filename="Orcamento.pdf"; '
        "filename*=UTF-8''Or%C3%A7amento%20%E9%A0%90%E7%AE%97.pdf"
    )
    assert content_disposition("預算.pdf").startswith('attachment; filename="file.pdf"; filename*=')
    assert content_disposition("plain.pdf", inline=True) == 'inline; filename="plain.pdf"'


@given(st.text(max_size=300))
def test_no_name_can_break_out_of_the_header(name):
    header = content_disposition(name)
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2


@given(st.text(max_size=300))
def test_no_name_is_a_path_or_turns_the_text_round(name):
    safe = safe_name(name)
    assert safe
    assert len(safe.encode()) <= 200
    assert not set(safe) & set('/\\:"')
    assert all(
        unicodedata.bidirectional(c) not in ("RLO", "LRO", "RLE", "LRE", "PDF") for c in safe
    )
    assert safe not in (".", "..")


def test_equal_names_are_told_apart_also_where_capitals_do_not_count():
    names = ["a.pdf", "A.PDF", "a.pdf", "SHA256SUMS", "b"]
    assert unique_names(names, taken=("SHA256SUMS",)) == [
        "a.pdf",
        "A (2).PDF",
        "a (3).pdf",
        "SHA256SUMS (2)",
        "b",
    ]
