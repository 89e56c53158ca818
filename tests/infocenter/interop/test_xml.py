"""XML as readers read it: every word arrives as it was written."""

from xml.etree import ElementTree

import pytest

from infocenter.interop import xml


@pytest.mark.parametrize(
    "words", ["<b>&amp; 'x' \"y\"", "]]>", "line\r\nline\n\tend ", "澳門 é 𠮷", "", "both \" and '"]
)
def test_words_arrive_as_they_are_in_elements_and_attributes(words):
    read = ElementTree.fromstring(xml.element("x", words, said=words, xml_lang="pt"))
    assert (read.text or "") == words
    assert read.get("said") == words
    assert read.get("{http://www.w3.org/XML/1998/namespace}lang") == "pt"


def test_what_xml_cannot_say_is_left_out():
    read = ElementTree.fromstring(xml.element("x", "a\0b\x1fc\ufffe", said="a\0b"))
    assert (read.text, read.get("said")) == ("abc", "ab")
