"""Bodies written by editors, as readers get them."""

import re

from infocenter import indexing, markdown

TABLE = """| Route | **Stops** & `times` |
| --- | ---: |
| 5 | 12 |
"""


def boxes(html: str) -> list[str]:
    return re.findall(r"<div[^>]*>(?=\s*<table>)", html)


def test_a_table_can_be_scrolled_by_keyboard_and_has_the_name_of_its_columns():
    assert boxes(markdown.render(TABLE)) == [
        '<div class="table-scroll" role="region" tabindex="0"'
        ' aria-label="Route, Stops &amp; times">'
    ]


def test_no_two_tables_of_a_body_have_the_same_name():
    labels = re.findall('aria-label="Route[^"]*"', markdown.render(f"{TABLE}\n" * 3))
    assert len(set(labels)) == 3


def test_columns_without_names_are_named_after_the_first_row_that_says_something():
    html = markdown.render('| | |\n|-|-|\n| | |\n| 5 | "a" <b> |\n| 6 | c |\n')
    assert 'aria-label="5, &quot;a&quot; &lt;b&gt;"' in html
    assert indexing.words(html)[0] == '5\n"a" <b>\n6\nc'


def test_a_table_that_says_nothing_takes_no_name_from_the_next():
    html = markdown.render(f"| |\n|-|\n\n{TABLE}")
    assert re.findall('aria-label="([^"]*)"', html) == ["", "Route, Stops &amp; times"]


def test_an_editor_can_write_no_box():
    html = markdown.render('<div role="region" tabindex="0">\n\n| a |\n|-|\n| <div class="x"> |\n')
    assert html.count("<div") == 1
    assert boxes(html)
