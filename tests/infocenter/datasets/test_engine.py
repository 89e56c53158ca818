"""The engine answers as a simple program would, within its limits, and runs no words of others."""

import shutil
import time
from collections import defaultdict
from pathlib import Path

import duckdb
import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from infocenter.datasets import answers, asking, store
from infocenter.datasets.engine import client, limits
from infocenter.datasets.engine.jobs import Job, Jobs
from infocenter.datasets.engine.sql import Statements
from infocenter.datasets.query import Query
from tests.infocenter.datasets import samples

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def air(tmp_path_factory):
    folder = tmp_path_factory.mktemp("air")
    source = samples.source_of(samples.read(folder, samples.AIR), "aa" + "0" * 62)
    return source, folder / "table.parquet"


@pytest.fixture
def source(air, tables):
    found, parquet = air
    place = store.location(found.key)
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(parquet, place)
    return found


def ask(source, query: str, **more) -> answers.Answer:
    asked = asking.read(QueryDict(query), source.columns, "en")
    assert not asked.problems
    return answers.run(source, asked.query, patience=20, **more)


def test_rows_are_filtered_sorted_and_counted(source):
    found = ask(source, "pm25.ge=19.9&sort=-pm25&columns=station&columns=pm25")
    assert found.rows == [["North", 30.1], ["North", 26.3], ["South", 19.9]]
    assert found.total == 3
    assert ask(source, "q=DAY").total == 1
    assert ask(source, "q=日落").rows[0][1] == "South"
    assert ask(source, "station.is=West&station.is=South").total == 3
    assert ask(source, "station.not=West&pm25.empty=1").total == 1
    assert ask(source, "open.is=true&date.ge=2026-02-01&date.le=2026-02-28").total == 2
    assert ask(source, "note.starts=@").total == 1


def test_groups_are_summed(source):
    found = ask(source, "group=station&show=sum.count&show=mean.pm25")
    assert found.names == ["station", "sum.count", "mean.pm25"]
    assert found.rows == [["North", 2500, 28.2], ["West", 900, 12.0], ["South", 22, 19.9]]
    by_month = ask(source, "group=date.month")
    assert by_month.rows == [["2026-01-01", 2], ["2026-02-01", 2], ["2026-03-01", 1]]
    assert ask(source, "station.is=Nowhere&show=count&show=max.pm25").rows == [[0, None]]


STATIONS = some.sampled_from(["North", "South", "West", "East"])


@given(
    rows=some.lists(
        some.tuples(STATIONS, some.none() | some.integers(-50, 50)), min_size=1, max_size=30
    ),
    least=some.integers(-50, 50),
)
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_sums_are_those_of_a_simple_program(rows, least, tmp_path):
    path = tmp_path / "rows.parquet"
    engine = duckdb.connect()
    engine.execute("CREATE TABLE t (c0 VARCHAR, c1 BIGINT)")
    engine.executemany("INSERT INTO t VALUES (?, ?)", rows)
    engine.execute(f"COPY t TO '{path}'")
    read = samples.Read(columns=[
        {"source": "a", "kind": "text", "sql": "VARCHAR", "writing": "", "statistics": {}},
        {"source": "n", "kind": "integer", "sql": "BIGINT", "writing": "", "statistics": {}},
    ])  # fmt: skip
    source = samples.source_of(read)
    query = QueryDict(f"n.ge={least}&group=a&show=sum.n&show=count")
    asked = asking.read(query, source.columns, "en").query
    statement = Statements(asked, source.fields, str(path)).rows()
    expected: dict = defaultdict(lambda: [0, 0])
    for station, number in rows:
        if number is not None and number >= least:
            expected[station][0] += number
            expected[station][1] += 1
    found = engine.execute(statement.text, statement.values).fetchall()
    assert {a: [total, count] for a, total, count in found} == expected


@pytest.mark.parametrize("value", ["'; DROP TABLE x; --", "' OR 1=1 --", "%", "\\", '"'])
def test_no_value_is_ever_more_than_a_value(source, value):
    for operator in ("is", "has", "starts"):
        asked = Query(filters=(asking.Filter("station", operator, value),))
        statement = Statements(asked, source.fields, "/p").page()
        assert value not in statement.text
        assert answers.run(source, asked, patience=20).total == 0
    assert answers.run(source, Query(words=value), patience=20).total == 0


@pytest.fixture(scope="module")
def big(tmp_path_factory):
    """A million rows, each of a group of its own."""
    path = tmp_path_factory.mktemp("big") / "big.parquet"
    duckdb.sql(
        "COPY (SELECT 'words of the row ' || hash(i) AS c0, 'and more ' || hash(i * 7) AS c1, "
        f"i AS c2 FROM range(1000000) t(i)) TO '{path}'"
    )
    return path


@pytest.fixture
def heavy(big, settings):
    """The big table, before an engine with little memory, little time and one turn."""
    settings.FAROL_DATASETS_MEMORY_MB = 64
    settings.FAROL_DATASETS_AT_ONCE = 1
    key = "bb" + "0" * 62
    place = store.location(key)
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(big, place)
    columns = [
        {"source": name, "kind": kind, "sql": sql, "writing": "", "statistics": {}}
        for name, kind, sql in (("a", "text", "VARCHAR"), ("b", "text", "VARCHAR"),
                                ("n", "integer", "BIGINT"))
    ]  # fmt: skip
    return samples.source_of(samples.Read(columns=columns, rows=1_000_000), key)


def test_a_question_too_big_for_the_engine_is_refused_and_the_engine_lives_on(heavy):
    with pytest.raises(answers.Unanswered) as too_big:
        ask(heavy, "group=a&group=b&show=sum.n")
    assert too_big.value.code == "memory"
    assert too_big.value.retry_after is None
    assert ask(heavy, "n.le=10").total == 11


def test_a_question_that_takes_too_long_is_stopped_and_others_are_told_to_wait(heavy, settings):
    settings.FAROL_DATASETS_MEMORY_MB = 512
    settings.FAROL_DATASETS_SECONDS = 0.8
    slow = "q=nowhere&group=a&group=b&show=sum.n&show=max.n"
    ask(heavy, "n.le=1")  # the engine has started
    began = time.monotonic()
    asked = [asking.read(QueryDict(f"{slow}&n.ge={n}"), heavy.columns, "en") for n in range(30)]
    codes = []
    for each in asked:
        try:
            answers.run(heavy, each.query, patience=0.02)
        except answers.Unanswered as why:
            codes.append(why.code)
    assert {"busy", "working"} >= set(codes)
    assert "busy" in codes
    assert time.monotonic() - began < 15


def test_an_engine_that_is_killed_is_started_again(source):
    assert ask(source, "count.ge=1000").total == 2
    process = client._started[client._place()].process
    process.kill()
    process.wait()
    assert ask(source, "count.ge=1001").total == 2


def test_no_network_takes_more_than_its_share():
    jobs = Jobs(at_once=2)
    jobs.used["greedy"].append((time.monotonic(), limits.SHARE + 1))

    def job(who, key):
        return Job(key, who, 5, lambda _job: {"rows": [], "total": 0})

    assert jobs.ask(job("greedy", "a"), 1) == {"error": "busy"}
    assert jobs.ask(job("modest", "b"), 1) == {"rows": [], "total": 0}
    assert jobs.ask(job("greedy", "b"), 1) == {"rows": [], "total": 0}  # it is there already


def test_the_engine_sees_nothing_but_its_folder(source, tmp_path):
    outside = tmp_path / "outside.parquet"
    duckdb.sql(f"COPY (SELECT 'secret' AS c0) TO '{outside}'")
    folder = Path(store.folder())
    question = {
        "key": "outside",
        "who": "",
        "table": f"../../../../../../..{outside}",
        "fields": {"a": {"position": 0, "kind": "text", "sql": "VARCHAR"}},
        "query": Query().to_json(),
        "form": "",
        "total": 1,
    }
    told = client.ask(question, patience=20)
    assert told["error"] in ("failed", "missing")
    assert "secret" not in str(told)
    assert folder.is_dir()
