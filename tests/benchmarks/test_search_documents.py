"""The many documents of search are indexed as the analyzer would index them."""

from itertools import islice

import pytest

from benchmarks.search_documents import Analyzed, fill, questions, texts
from infocenter import search
from infocenter.search.entries import prepare


def test_tokens_are_those_that_the_analyzer_makes_of_the_whole_text():
    analyzed = Analyzed()
    for text in texts(60):
        made = analyzed(text)
        assert made.tokens == prepare([made.entry])[0].tokens


def test_the_documents_are_the_same_in_every_run_and_of_every_count():
    assert list(texts(20)) == list(islice(texts(50), 20))
    assert {each.language for each in texts(60)} == {"zh-hant", "pt", "en", "zh-hans"}


@pytest.mark.django_db(transaction=True)
def test_what_is_asked_is_found():
    fill(40)
    for language, question in questions(40)["ten words"]:
        assert search.match(question, language=language).total
