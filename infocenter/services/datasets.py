"""Tables of the working copy: offered, read, corrected, described. Editions keep what they have."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from infocenter import formats
from infocenter.datasets import loading, naming, store
from infocenter.datasets.indexing import DATASETS
from infocenter.datasets.reading.job import Choices, Wish
from infocenter.models import Attachment, Column, Dataset, EditionDataset, Table
from infocenter.services.drafting import open_for_work
from infocenter.states import TABLE_TRANSITIONS, Format, TableStatus
from infocenter.tasks import enqueue_table
from portal import pagecache
from portal.history.services import record
from portal.rest import changes
from portal.workflow import Refused, advance

log = logging.getLogger(__name__)


@transaction.atomic
def offer_dataset(
    attachment: Attachment, *, by, sheet: str = "", columns: Sequence[naming.Told] = ()
) -> Dataset:
    """Let residents query a table file of the working copy, from the next edition on.

    `columns` is what is known of its columns before the file is read, if whoever wrote it says.
    """
    open_for_work(attachment.document, by)
    if formats.of(attachment.file.media_type) != Format.TABLE:
        raise Refused(_("“%(name)s” is no table.") % {"name": attachment.name})
    dataset, is_new = Dataset.objects.get_or_create(
        document=attachment.document, attachment=attachment, sheet=sheet
    )
    Dataset.objects.filter(pk=dataset.pk).update(offered=True)
    dataset.offered = True
    if is_new:
        kinds = {each.source: asdict(Wish(each.kind)) for each in columns if each.kind}
        choices = {"sheet": sheet, "columns": kinds}
        table = _begin(dataset, {name: value for name, value in choices.items() if value})
        naming.tell_of_columns(table, columns)
    record("document.dataset_offered", attachment.document, actor=by, name=str(dataset))
    return dataset


@transaction.atomic
def take_back_dataset(dataset: Dataset, *, by) -> None:
    """The next edition will not have it."""
    open_for_work(dataset.document, by)
    Dataset.objects.filter(pk=dataset.pk).update(offered=False)
    record("document.dataset_taken_back", dataset.document, actor=by, name=str(dataset))


def follow_replacement(old: Attachment, new: Attachment) -> None:
    """A part of replacing a file: its datasets keep their addresses, and are read anew."""
    for dataset in Dataset.objects.filter(attachment=old):
        table = dataset.working_table()
        dataset.attachment = new
        dataset.save(update_fields=["attachment"])
        if formats.of(new.file.media_type) == Format.TABLE:
            _begin(dataset, {} if table is None else table.choices)
        else:
            Dataset.objects.filter(pk=dataset.pk).update(offered=False)


@transaction.atomic
def choose_reading(dataset: Dataset, *, by, choices: Choices) -> Table:
    """Say how the file is to be read (sheet, encoding, header...), and have it read again."""
    table = _writable(dataset, by)
    told = store.as_stored(choices)
    told["columns"] = table.choices.get("columns", {})
    record("document.dataset_read_again", dataset.document, actor=by, name=str(dataset))
    return _again(table, {name: value for name, value in told.items() if value != {}})


@transaction.atomic
def describe_columns(
    dataset: Dataset, *, by, words: Mapping[str, Mapping[str, str]], wishes: Mapping[str, Wish]
) -> Table:
    """Say what columns mean (`words` by key), and of what kind they are (`wishes` by key).

    What is written stays with a column of the same name when the file is replaced. Another kind
    has the file read again: if a value isn't of it, the table can't be read, and says which.
    """
    table = _writable(dataset, by)
    columns = {each.key: each for each in table.columns.all()}
    for key, told in words.items():
        changed = {name: told[name] for name in naming.WORDS if name in told}
        if key in columns and changed:
            Column.objects.filter(pk=columns[key].pk).update(**changed)
    record("document.dataset_described", dataset.document, actor=by, name=str(dataset))
    if not wishes:
        return table
    kinds = {
        columns[key].source: {"kind": wish.kind, "writing": wish.writing}
        for key, wish in wishes.items()
        if key in columns
    }
    chosen = {**table.choices.get("columns", {}), **kinds}
    return _again(table, {**table.choices, "columns": chosen})


def load_table(table: Table) -> Table:
    """Read the file of a table, in a child process. Never fails; may run again."""
    file = table.attachment.file
    key = store.key_of(file.sha256, table.choices)
    if table.status == TableStatus.READY:
        if table.key == key and not store.location(key).is_file():  # a backup without it, say
            _warn_of(table, loading.load(file.sha256, file.size, file.media_type, table.choices))
        return table
    try:
        advance(table, TABLE_TRANSITIONS["begin"], asked_at=timezone.now())
    except Refused:
        return table  # somebody else has read it
    outcome = loading.load(file.sha256, file.size, file.media_type, table.choices)
    return _settle(table, key, outcome)


@transaction.atomic
def _settle(table: Table, key: str, outcome: loading.Outcome) -> Table:
    """Keep what became of it, unless other choices were made meanwhile."""
    now = Table.objects.select_for_update().filter(pk=table.pk).first()
    if now is None or store.key_of(now.attachment.file.sha256, now.choices) != key:
        return table
    read = outcome.read
    found = {
        name: getattr(read, name)
        for name in ("warnings", "sheets", "sheet", "encoding", "delimiter", "header")
    }
    step = TABLE_TRANSITIONS["fail" if read.failure else "succeed"]
    try:
        advance(
            now,
            step,
            found=found,
            failure=read.failure,
            key=outcome.key,
            sha256=outcome.sha256,
            size=outcome.size or None,
            rows=None if read.failure else read.rows,
            loaded_at=timezone.now(),
        )
    except Refused:
        return now  # another worker was first
    if not read.failure:
        naming.name_columns(now, read.columns)
        _show(now)
    return now


def _show(table: Table) -> None:
    """If the current edition has it, residents see it from now on."""
    if EditionDataset.objects.public().filter(table=table).exists():
        DATASETS.refresh(table.dataset_id)
        changes.tell("datasets", table.dataset_id)
        pagecache.invalidate()


def ask_forgotten() -> int:
    """Have tables read whose task was lost; how many it was. Safe to repeat."""
    found = list(Table.objects.forgotten())
    for table in found:
        Table.objects.filter(pk=table.pk).update(asked_at=timezone.now())
        enqueue_table(table)
    return len(found)


def _writable(dataset: Dataset, by) -> Table:
    """The table that may be changed: the working one, or a copy of it if an edition shows it.

    What an edition has but couldn't be read is nothing yet: mending it needs no other edition.
    """
    table = dataset.working_table()
    if table is None:
        return _begin(dataset, {})
    shown = table.is_shown()
    if shown and table.status != TableStatus.READY:
        return table
    open_for_work(dataset.document, by)
    return _copy(table) if shown else table


def _copy(table: Table) -> Table:
    columns = list(table.columns.all())
    table.pk = None
    table._state.adding = True
    table.save()
    for each in columns:
        each.pk = None
        each.table = table
    Column.objects.bulk_create(columns)
    return table


def _begin(dataset: Dataset, choices: dict) -> Table:
    """A new table of the dataset, with what was written about the columns of the last."""
    last = dataset.working_table()
    if last is not None and not last.is_shown():
        last.attachment = dataset.attachment
        last.save(update_fields=["attachment"])
        return _again(last, choices)
    table = Table.objects.create(dataset=dataset, attachment=dataset.attachment, choices=choices)
    enqueue_table(table)
    return table


def _again(table: Table, choices: dict) -> Table:
    """Have it read by these choices; whoever reads it now by others reads in vain."""
    values = {
        "choices": choices,
        "status": TableStatus.WAITING,
        "failure": None,
        "asked_at": timezone.now(),
    }
    Table.objects.filter(pk=table.pk).update(**values)
    for name, value in values.items():
        setattr(table, name, value)
    enqueue_table(table)
    return table


def _warn_of(table: Table, outcome: loading.Outcome) -> None:
    if outcome.read.failure:
        log.error("Table %s can't be read again: %s", table.pk, outcome.read.failure["code"])


def remove_left_over() -> int:
    """Remove Parquet that no table refers to any more, if it is older than a day."""
    before = (timezone.now() - timedelta(days=1)).timestamp()
    keys = set(Table.objects.exclude(key="").values_list("key", flat=True))
    removed = 0
    for path in store.folder().glob("??/??/*.parquet"):
        if path.stem not in keys and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
            removed += 1
    return removed
