"""What a collection is read from, and what is said when it isn't one."""

import pytest

from infocenter.evaluation.collections import NotACollection, folders, read


def test_a_collection_has_documents_questions_and_grades(collection):
    found = read(collection())
    assert [each.language for each in found.documents] == ["zh-hant", "pt", "en"]
    assert [each.text for each in found.questions] == ["預算執行", "orcamento", "roads"]
    assert found.questions[0].grades == {"a": 2, "b": 1}
    assert found.questions[2].kind == "title"


def test_a_question_needs_no_kind(collection):
    assert read(collection(**{"queries.tsv": "1\ten\tbudget\n"})).questions[0].kind == ""


def test_a_folder_of_collections_is_all_of_them(collection, tmp_path):
    paths = [collection("one"), collection("two")]
    assert folders(tmp_path) == paths
    assert folders(paths[0]) == paths[:1]


def test_a_sample_is_spread_over_all_questions(collection):
    questions = "".join(f"{n}\ten\tquestion {n}\n" for n in range(100))
    answers = "".join(f"{n}\ta\t1\n" for n in range(100))
    found = read(collection(**{"queries.tsv": questions, "qrels.tsv": answers}))
    assert [each.id for each in found.sample(4).questions] == ["0", "25", "50", "75"]
    assert found.sample(1000) is found.sample(None) is found


def test_traditional_questions_can_be_asked_in_simplified(collection):
    assert [each.text for each in read(collection()).in_simplified().questions] == ["预算执行"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"docs.jsonl": "{}\n"}, r"docs\.jsonl:1: not a document"),
        ({"docs.jsonl": "[]\n"}, r"docs\.jsonl:1: not a document"),
        ({"queries.tsv": "1\tbudget\n"}, r"queries\.tsv:1: fewer than three columns"),
        ({"qrels.tsv": "1\tz\t1\n"}, r"qrels\.tsv:1: z is not among the documents"),
        ({"qrels.tsv": "1\ta\tgood\n"}, r"qrels\.tsv:1: the grade good is not a number"),
        ({"qrels.tsv": ""}, "no question has an answer"),
    ],
)
def test_a_broken_collection_says_where(collection, changes, said):
    with pytest.raises(NotACollection, match=said):
        read(collection(**changes))


def test_a_folder_without_a_collection_says_so(tmp_path):
    with pytest.raises(NotACollection, match=r"has no docs\.jsonl"):
        folders(tmp_path)
