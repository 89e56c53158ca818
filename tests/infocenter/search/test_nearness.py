"""Words that stand together say more than the same words far apart."""

import pytest

from infocenter import search
from infocenter.search import Entry
from infocenter.search.nearness import in_order, together

FAR = " Outros assuntos que nada têm que ver com isto." * 20
OTHER = "其他事項與此無關。"


def test_together_is_the_share_of_the_terms_that_one_passage_holds():
    places = [[(0, 5)], [(20, 25), (500, 505)], [(510, 515)]]
    assert together(places, [1, 1, 1], length=100) == pytest.approx(2 / 3)
    assert together(places, [1, 1, 1], length=600) == 1
    assert together(places, [4, 1, 1], length=100) == pytest.approx(5 / 6)


def test_in_order_is_the_share_of_neighbours_that_stand_side_by_side():
    assert in_order([[(0, 5)], [(6, 9)], [(200, 205)]], [1, 1, 1]) == 0.5
    assert in_order([[(10, 15)], [(0, 5)]], [1, 1]) == 0, "the other way round"


def test_nothing_found_is_nothing_added():
    assert together([[], []], [0, 0], length=100) == 0
    assert in_order([[], []], [0, 0]) == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("question", "language", "near", "far"),
    [
        (
            "plano de drenagem urbana",
            "pt",
            f"O plano de drenagem urbana foi aprovado.{FAR}",
            f"O plano foi aprovado.{FAR} A drenagem é antiga.{FAR} A zona é urbana.",
        ),
        (
            "防洪工程預算",
            "zh-hant",
            f"防洪工程預算已獲批准。{OTHER * 40}",
            f"防洪措施。{OTHER * 20}工程進度。{OTHER * 20}預算。洪工。程預。",
        ),
    ],
)
def test_the_document_with_the_words_in_one_passage_comes_first(question, language, near, far):
    search.index(
        [
            Entry("document", 1, language, "Um", body=near),
            Entry("document", 2, language, "Dois", body=far),
        ]
    )
    assert [hit.object_id for hit in search.match(question).hits] == [1, 2]
