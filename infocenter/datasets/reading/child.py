"""The child process that reads one table: `python -m infocenter.datasets.reading.child JOB`.

It starts without Django and with hard limits. The engine in it reads and writes in one folder only.
"""

import faulthandler
import sys
from pathlib import Path

import duckdb

from infocenter.datasets import kinds
from infocenter.datasets.reading import conversion, header, rows, statistics, typing
from infocenter.datasets.reading.job import PARQUET, Job, Read, Unreadable, Wish
from portal import confined

PARQUET_TYPE = "application/vnd.apache.parquet"
_WRITTEN = 8 * 1024 * confined.MEGABYTE
_KINDS = (
    ("BOOLEAN", kinds.BOOLEAN),
    ("DATE", kinds.DATE),
    ("TIMESTAMP", kinds.DATETIME),
    ("DECIMAL", kinds.DECIMAL),
    ("FLOAT", kinds.DECIMAL),
    ("DOUBLE", kinds.DECIMAL),
    ("HUGEINT", kinds.DECIMAL),
    ("UBIGINT", kinds.DECIMAL),
    ("UHUGEINT", kinds.DECIMAL),
)


def engine_for(job: Job) -> duckdb.DuckDBPyConnection:
    """An engine that sees the file and the folder, and nothing else."""
    engine = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": f"{job.memory_mb // 2}MB",
            "threads": job.threads,
            "temp_directory": f"{job.folder}/spilled",
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )
    for macro in conversion.macros():
        engine.execute(macro)
    engine.execute(f"SET TimeZone = {conversion.literal(job.time_zone)}")
    engine.execute(f"SET allowed_paths = [{conversion.literal(job.path)}]")
    engine.execute(f"SET allowed_directories = [{conversion.literal(job.folder + '/')}]")
    engine.execute("SET enable_external_access = false")
    engine.execute("SET lock_configuration = true")
    return engine


def read_table(job: Job, read: Read) -> None:
    """Read the file into `PARQUET` in the folder, and describe it in `read`."""
    engine = engine_for(job)
    native: dict[str, Wish] = {}
    if job.media_type == PARQUET_TYPE:
        names, native = _stage_parquet(engine, job, read)
    else:
        names = _stage_rows(engine, job, read)
    settling = typing.Typing(engine, read, read.delimiter == "semicolon")
    wishes = {**native, **job.choices.columns}
    columns = [
        settling.settle(place, name, wishes.get(name))
        for place, name in enumerate(names)
        if not name.startswith(header.NO_NAME) or not settling.is_empty(place)
    ]
    target = f"{job.folder}/{PARQUET}"
    engine.execute(
        f"COPY ({typing.select(columns)}) TO ? "
        "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)",
        [target],
    )
    engine.execute("DROP TABLE staged")
    engine.read_parquet(target).create_view("typed")
    read.columns = [
        typing.described(each, statistics.of(engine, place, each.wish.kind, read.rows))
        for place, each in enumerate(columns)
    ]


def _stage_rows(engine, job: Job, read: Read) -> list[str]:
    plain = Path(job.folder) / "rows.csv"
    names = rows.write(job, read, plain)
    types = {"number": "BIGINT", **{f"c{n}": "VARCHAR" for n in range(len(names))}}
    engine.execute(
        "CREATE TABLE staged AS SELECT * FROM read_csv(?, header = false, delim = ',', "
        "quote = '\"', escape = '\"', nullstr = '', auto_detect = false, parallel = false, "
        "max_line_size = 20000000, columns = ?)",
        [str(plain), types],
    )
    plain.unlink()
    return names


def _stage_parquet(engine, job: Job, read: Read) -> tuple[list[str], dict[str, Wish]]:
    try:
        source = engine.execute("SELECT * FROM read_parquet(?) LIMIT 0", [job.path]).description
        count = engine.execute("SELECT count(*) FROM read_parquet(?)", [job.path]).fetchone()[0]
    except duckdb.Error:
        raise Unreadable("broken") from None
    if len(source) > job.most_columns:
        raise Unreadable("too_many_columns", value=len(source), most=job.most_columns)
    if count > job.most_rows:
        raise Unreadable("too_many_rows", most=job.most_rows)
    if not count:
        raise Unreadable("no_rows")
    read.rows = count
    names = header.names([each[0] for each in source], len(source))
    texts = (f"nullif(trim(CAST(#{n} AS VARCHAR)), '') AS c{n - 1}"
             for n in range(1, len(source) + 1))  # fmt: skip
    try:
        engine.execute(
            f"CREATE TABLE staged AS SELECT row_number() OVER () AS number, {', '.join(texts)} "
            "FROM read_parquet(?)",  # nosec B608  # columns by their places
            [job.path],
        )
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error:
        raise Unreadable("broken") from None
    native = {name: _wish(str(each[1])) for name, each in zip(names, source, strict=True)}
    return names, native


def _wish(sql: str) -> Wish:
    """The kind that a column of Parquet has already. What is nested becomes text."""
    if "[" in sql or ("(" in sql and not sql.startswith("DECIMAL")):
        return Wish(kinds.TEXT)
    if "WITH TIME ZONE" in sql:
        return Wish(kinds.DATETIME, kinds.ZONED)
    for prefix, kind in _KINDS:
        if sql.startswith(prefix):
            return Wish(kind, kinds.POINT if kind in kinds.NUMBERS else "")
    return Wish(kinds.INTEGER, kinds.POINT) if "INT" in sql else Wish(kinds.TEXT)


def answer(job: Job) -> Read:
    """What became of it; running out of memory is an answer too."""
    read = Read()
    try:
        read_table(job, read)
    except Unreadable as reason:
        read.failure = reason.failure
    except (MemoryError, duckdb.OutOfMemoryException):
        read.failure = {"code": "memory"}
    return read


def main() -> None:
    job = Job.from_json(sys.argv[1])
    faulthandler.disable()
    confined.limit(memory_mb=job.memory_mb, seconds=job.seconds * 2, written_bytes=_WRITTEN)
    answer(job).save(job.folder)


if __name__ == "__main__":
    main()
