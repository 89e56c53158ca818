"""Tables of the demonstration that residents query: read at once, so that the first visitor can."""

from infocenter.models import Attachment, Dataset, Table
from infocenter.services import describe_columns, offer_dataset
from infocenter.services.datasets import load_table
from portal.demonstration import read_toml
from portal.demonstration.content import FileSpec
from portal.demonstration.tables import read_heads
from portal.labels import columns


def offer(attachment: Attachment, spec: FileSpec, by) -> Dataset:
    """Have the table of a file read, and say what its columns mean."""
    dataset = offer_dataset(attachment, by=by)
    table = load_table(dataset.tables.get())
    describe_columns(dataset, by=by, words=_words(table, spec), wishes={})
    return dataset


def _words(table: Table, spec: FileSpec) -> dict[str, dict[str, str]]:
    """What `data.toml` says, by the keys of the columns: these stand in the order of the table."""
    told = read_toml("data.toml")[spec.table]
    found = {}
    for column, head in zip(table.columns.all(), read_heads(spec.table), strict=True):
        said = told.get(head, {})
        found[column.key] = {
            place: words.get(code, "")
            for field, words in said.items()
            for code, place in columns(field)
        }
    return found
