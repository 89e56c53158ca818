"""HTML put together: nothing that isn't marked as HTML gets in as it is."""

import re
from pathlib import Path

import pytest
from django.utils.safestring import SafeString

from portal.markup import escaped, filled, joined

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
HOSTILE = "<script>alert('x')</script> & \"more\""
HARMLESS = "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; &quot;more&quot;"


class Words(str):
    """Words that are no plain string, as names that know their language."""


@pytest.mark.parametrize("kind", [str, Words])
def test_words_are_escaped_wherever_they_come_in(kind):
    hostile = kind(HOSTILE)
    assert escaped(hostile) == HARMLESS
    assert joined(["a", hostile]) == f"a{HARMLESS}"
    assert joined(["a", "b"], hostile) == f"a{HARMLESS}b"
    assert filled('<a title="{}">{}</a>', hostile, "5") == f'<a title="{HARMLESS}">5</a>'


def test_html_stays_as_it_is_and_what_is_made_of_it_is_html():
    bold = filled("<b>{}</b>", "x")
    assert joined([bold, SafeString("<br>"), bold]) == "<b>x</b><br><b>x</b>"
    assert filled("<i>{}</i>", joined([bold])) == "<i><b>x</b></i>"
    assert {type(each) for each in (bold, joined([]), joined(["a"]))} == {SafeString}


def test_braces_in_words_are_words():
    assert filled("<b>{}</b>", "{0} {x.__class__}") == "<b>{0} {x.__class__}</b>"


def test_no_template_takes_anything_for_html_by_itself():
    """What is HTML is marked as such where it is made, and bandit sees that."""
    taken = re.compile(r"\|\s*safe(seq)?\b|autoescape")
    assert not [str(each) for each in TEMPLATES.rglob("*.*") if taken.search(each.read_text())]
