"""The line "Did you mean" on the search page."""

import pytest

from tests.factories import infocenter as make

pytestmark = pytest.mark.django_db


def page(client, query, language="en"):
    return client.get(f"/{language}/search/?q={query}").content.decode()


@pytest.fixture(autouse=True)
def _documents():
    make.published_document(
        translations=[
            make.texts("en", title="Lighthouse hours"),
            make.texts("zh-hant", title="燈塔開放時間"),
        ]
    )


def test_an_unknown_word_is_corrected_by_a_link(client):
    assert 'Did you mean: <a href="/en/search/?q=lighthouse">lighthouse</a>' in page(
        client, "lighthuose"
    )
    assert "%E9%96%8B%E6%94%BE%E6%99%82%E9%96%93" in page(client, "開放時見", "zh-hant")


def test_what_is_found_is_left_alone(client):
    assert "Did you mean" not in page(client, "lighthouse")
    assert "Did you mean" not in page(client, "xyzzyxyzzy")


def test_a_correction_is_shown_as_text_only(client):
    assert "<b>" not in page(client, "lighthuose <b>x</b>")
