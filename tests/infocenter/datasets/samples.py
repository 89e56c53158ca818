"""Tables for tests, and what is read of them."""

from infocenter.datasets.published import ShownColumn, Source
from infocenter.datasets.query import Field
from infocenter.datasets.reading import child
from infocenter.datasets.reading.job import Choices, Job, Read
from portal.files import sniff
from portal.labels import Label

AIR = (
    "date,station,pm25,count,open,note\n"
    "2026-01-01,North,26.3,1200,yes,=1+1\n"
    "2026-01-01,South,19.9,15,no,\n"
    "2026-02-01,North,30.1,1300,yes,quiet day\n"
    "2026-02-02,South,,7,yes,日落\n"
    "2026-03-05,West,12.0,900,no,@home\n"
)


def read(folder, content: bytes | str, name: str = "table.csv", **choices) -> Read:
    """What the reading child makes of a file, in this process and without its limits."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with path.open("rb") as file:
        media_type = sniff.media_type(file, name)
    job = Job(
        path=str(path),
        media_type=media_type,
        folder=str(folder),
        seconds=60,
        memory_mb=512,
        threads=1,
        most_rows=1000,
        most_columns=25,
        time_zone="Asia/Macau",
        choices=Choices.of(choices),
    )
    return child.answer(Job.from_json(job.to_json()))


def kinds_of(read: Read) -> list[str]:
    """Names and kinds of the columns."""
    return [f"{each['source']}: {each['kind']}" for each in read.columns]


def label(words: str) -> Label:
    """A label in English."""
    found = Label(words)
    found.lang = "en"
    return found


def source_of(read: Read, key: str = "") -> Source:
    """What can be asked of a table, with its names in the file as keys."""
    columns = {
        each["source"]: ShownColumn(
            each["source"],
            Field(place, each["kind"], each["sql"]),
            each["writing"],
            each["source"],
            label(each["source"]),
            label(""),
            label(""),
            each["statistics"],
        )
        for place, each in enumerate(read.columns)
    }
    return Source(key, read.rows, columns)
