"""Bodies written by editors, as readers get them."""

import re

import pytest

from infocenter import indexing, markdown, markdown_charts

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


CHART = """```chart
| State | 30 June | 30 September |
|---|---|---|
| [Done](/en/) & more | 1,234 | 12.5 % |
| Late | −3 | none |
```"""


def test_a_block_of_a_chart_is_a_table_with_its_numbers_as_bars_before_it():
    html = markdown.render(CHART)
    chart, _end, table = html.partition("</figure>")
    assert chart.count("<rect ") == 3
    assert chart.count("<li>") == 2
    assert 'aria-hidden="true"' in chart
    assert "Done &amp; more" in chart
    assert '<a href="/en/" rel="noopener nofollow">Done</a>' in table
    assert "style" not in html
    assert "1,234" in markdown.text(CHART)


@pytest.mark.parametrize(
    ("words", "number"),
    [("12", 12), ("1.234.567", 1234567), ("0,5", 0.5), ("1 234", 1234), ("7 %", 7), ("x", None)],
)
def test_numbers_are_read_as_people_write_them(words, number):
    assert markdown_charts.number_of(words) == number


@pytest.mark.parametrize("words", ["```chart\nno table\n```", "```chart\n```", "\ue0007\ue001"])
def test_what_is_no_chart_is_shown_as_it_was_written(words):
    html = markdown.render(f"{words}\n\n{CHART}")
    assert html.count("<figure") == 1
