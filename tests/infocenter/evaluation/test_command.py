"""`manage.py evaluate_search` on the configured database, and nothing left of it afterwards."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from infocenter import search
from infocenter.evaluation import throwaway
from infocenter.models import SearchEntry

pytestmark = pytest.mark.django_db


def evaluate(*arguments, **options):
    out = StringIO()
    call_command("evaluate_search", *map(str, arguments), stdout=out, verbosity=0, **options)
    return out.getvalue()


def test_it_measures_all_questions_languages_kinds_and_ways_into_other_languages(collection):
    rows = json.loads(evaluate(collection(), json=True))
    lexical = {
        (row["language"], row["kind"], row["answers_in"]): row
        for row in rows
        if row["way"] == "lexical"
    }
    assert lexical["", "", ""]["questions"] == 3
    assert lexical["", "", ""]["mrr"] == 1
    assert lexical["zh-hant", "", ""]["recall"] == 0.5
    assert lexical["zh-hant", "", "pt"]["mrr"] == 0
    assert lexical["", "title", ""]["questions"] == 1
    assert lexical["", "", ""]["p95"] > 0


def test_it_prints_a_table_for_people(collection):
    printed = evaluate(collection(), simplified=True).splitlines()
    assert "MRR@10" in printed[0]
    assert printed[1].split()[:4] == ["city", "lexical", "3", "1.000"]
    assert any("zh-hant → pt" in line for line in printed)
    assert any("in Simplified" in line for line in printed)


def test_collections_are_measured_alone_or_in_one_index(collection):
    first, second = collection("one"), collection("two")
    alone = json.loads(evaluate(first, second, json=True))
    assert {row["mrr"] for row in alone if not row["answers_in"]} == {1}
    mixed = json.loads(evaluate(first, second, json=True, mixed=True))
    assert {row["collection"] for row in mixed} == {"one", "two"}
    assert {row["mrr"] for row in mixed if row["collection"] == "one"} != {1}


def test_nothing_of_the_portals_own_index_is_touched(collection):
    search.index([search.Entry("document", 1, "en", "Roads of our own")])
    evaluate(collection())
    assert [each.title for each in SearchEntry.objects.all()] == ["Roads of our own"]
    assert [hit.object_id for hit in search.match("roads").hits] == [1]


def test_nothing_stays_behind(collection):
    evaluate(collection())
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM pg_namespace WHERE nspname LIKE 'farol%%'")
            assert cursor.fetchone() == (0,)


@pytest.mark.postgres_only
def test_two_evaluations_dont_meet(collection):
    with throwaway.database(), pytest.raises(CommandError, match="Another evaluation"):
        evaluate(collection())


def test_a_folder_that_is_no_collection_is_an_error(tmp_path):
    with pytest.raises(CommandError, match=r"has no docs\.jsonl"):
        evaluate(tmp_path)
