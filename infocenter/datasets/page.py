"""What the page of a dataset shows beside the answer: columns, downloads, where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infocenter import addresses, detail, labels
from infocenter.datasets import form, kinds, values, words
from infocenter.datasets.answers import Answer, Unanswered
from infocenter.datasets.asking import Asked
from infocenter.datasets.engine import slices
from infocenter.datasets.published import Shown, ShownColumn
from infocenter.datasets.query import Query, names
from infocenter.datasets.results import result
from infocenter.detail import LICENCE_ADDRESSES

# What comes after `rows` in an address, and the form of the slice.
FILES = {
    ".csv": slices.CSV,
    "-spreadsheet.csv": slices.SPREADSHEET,
    ".xlsx": slices.XLSX,
    ".json": slices.JSON,
    ".parquet": slices.PARQUET,
}
MOST_SHOWN = 5  # frequent values of a column


@dataclass(frozen=True)
class Described:
    """A column with its figures, in words."""

    column: ShownColumn
    kind: str
    figures: list[tuple[str, str]]
    most: list[tuple[str, str]]


def context(
    shown: Shown, asked: Asked, answer: Answer | Unanswered | None, language: str, origin: str
) -> dict[str, Any]:
    """What the template needs."""
    base = shown.address(language)
    columns = shown.source.columns
    found = {
        "page_title": shown.title,
        "page_description": shown.summary,
        "section": "data",
        "trail": [(addresses.page("infocenter:dataset-list", language), _("Data"))],
        "shown": shown,
        "base": base,
        "asked": asked,
        "form": form.form(asked, columns, language),
        "active": [] if asked.problems else form.active(asked, columns, base, language),
        "size": size(shown, language),
        "columns": [described(each, language) for each in columns.values()],
        "downloads": downloads(base, asked),
        "api": f"{origin}{base}rows.json{asked.turned(1).address()}",
        "example": f"{origin}{base}rows.csv{_example(columns)}",
        "document": addresses.document(shown.document_id, language),
        "file": f"{addresses.document(shown.document_id, language)}files/{shown.attachment_id}/",
        "department": labels.departments(language)[shown.department_id],
        "updated": labels.day(localtime(shown.updated).date(), language),
        "licence": detail.licence(shown.licence, language),
        "licence_address": LICENCE_ADDRESSES.get(shown.licence, ""),
        "thing": f"document:{shown.document_id}",
    }
    if isinstance(answer, Answer):
        found |= _answered(shown, asked, answer, base, language)
    elif answer is not None:
        found["unanswered"] = explained(answer, language)
        found["retry"] = answer.retry_after is not None
        found["here"] = base + asked.address()
    return found


def _answered(
    shown: Shown, asked: Asked, answer: Answer, base: str, language: str
) -> dict[str, Any]:
    query = asked.query
    last = max(1, -(-answer.total // query.size))
    return {
        "result": result(answer, asked, shown.source.columns, base, language),
        "total": total_of(query, answer.total, language),
        "bare": base,
        "first": base + asked.turned(1).address() if query.page > 1 else "",
        "previous": base + asked.turned(query.page - 1).address() if query.page > 1 else "",
        "next": base + asked.turned(query.page + 1).address() if query.page < last else "",
        "page": _("Page %(page)s of %(last)s")
        % {
            "page": values.number(query.page, language),
            "last": values.number(last, language),
        }
        if last > 1
        else "",
    }


def total_of(query: Query, total: int, language: str) -> str:
    """How many rows or groups the answer has."""
    said = {"number": values.number(total, language)}
    if query.is_grouped and query.groups:
        return ngettext("%(number)s group", "%(number)s groups", total) % said
    if query.is_grouped:
        return ""
    return ngettext("%(number)s row", "%(number)s rows", total) % said


def size(shown: Shown, language: str) -> str:
    """Rows and columns of the whole table."""
    rows, columns = shown.source.rows, len(shown.source.columns)
    parts = (
        ngettext("%(number)s row", "%(number)s rows", rows)
        % {"number": values.number(rows, language)},
        ngettext("%(number)s column", "%(number)s columns", columns)
        % {"number": values.number(columns, language)},
    )
    return " · ".join(parts)


def downloads(base: str, asked: Asked) -> list[tuple[str, str, str]]:
    """Address, name and hint of each form of the slice."""
    query = asked.turned(1).charted("").address()
    said = {
        "-spreadsheet.csv": (_("CSV for spreadsheets"), _("opens in Excel with its characters")),
        ".xlsx": ("XLSX", _("numbers and dates as such")),
        ".csv": (_("CSV for programs"), _("UTF-8, names as in addresses")),
        ".json": ("JSON", _("with columns and source")),
        ".parquet": ("Parquet", _("with types, small")),
    }
    return [(f"{base}rows{end}{query}", *told) for end, told in said.items()]


def _example(columns: Mapping[str, ShownColumn]) -> str:
    """A query that makes sense of these columns, for programmers to begin with."""
    number = next((k for k, c in columns.items() if c.kind in kinds.NUMBERS), None)
    text = next((k for k, c in columns.items() if c.kind == kinds.TEXT), next(iter(columns), ""))
    pairs = [("group", text)]
    if number:
        pairs = [(f"{number}.ge", "10"), *pairs, ("show", f"sum.{number}")]
    return f"?{urlencode(pairs)}"


def explained(why: Unanswered, language: str) -> str:
    """Why there is no answer, and what helps."""
    total = values.number(why.total, language) if why.total else ""
    return {
        "busy": _(
            "Many people are asking for data at this moment. Your question is fine: "
            "ask again in a few seconds."
        ),
        "working": _(
            "Your question is being worked on. Ask again in a few seconds: "
            "the answer will be there."
        ),
        "away": _("Data can't be queried at this moment. Ask again in a few seconds."),
        "time": _(
            "This question took too long and was stopped. Narrow it down, "
            "or download the file and work on it yourself."
        ),
        "memory": _(
            "This question makes too many groups for this site. Narrow it down, "
            "or download the file and work on it yourself."
        ),
        "too_many_rows": _(
            "That is too much for this format: %(total)s rows. Narrow it down, "
            "or take CSV for programs or Parquet, which have no limit."
        ) % {"total": total},
    }.get(why.code, _("This question couldn't be answered. The fault is ours."))  # fmt: skip


def described(column: ShownColumn, language: str) -> Described:
    """A column with its figures."""
    figures, said = column.statistics, []
    for name, label in (
        ("min", _("lowest") if column.kind in kinds.NUMBERS else _("from")),
        ("max", _("highest") if column.kind in kinds.NUMBERS else _("until")),
        ("mean", _("mean")),
    ):
        value = figures.get(name)
        if value is None:
            continue
        shown = (
            values.number(float(value), language, (values.decimals_of(column) or 1) + 1)
            if name == "mean"
            else values.figure(value, column, language)
        )
        said.append((label, shown))
    said.append((_("different values"), values.number(figures.get("distinct", 0), language)))
    if figures.get("empty"):
        said.append((_("empty"), values.number(figures["empty"], language)))
    most = [
        (values.figure(value, column, language)[:80], values.number(count, language))
        for value, count in (figures.get("most") or [])[:MOST_SHOWN]
        if count > 1
    ]
    return Described(column, words.of_kind(column.kind, language), said, most)


def told_of(shown: Shown, query: Query, language: str, origin: str) -> dict[str, Any]:
    """What a slice says of itself: labels of its columns, and for JSON where it is from."""
    columns = shown.source.columns
    called = names(query, shown.source.fields)
    labels_of: dict[str, str] = {}
    if query.is_grouped:
        labels_of = {each.name: words.of_group(each, columns) for each in query.groups}
        labels_of |= {each.name: words.of_measure(each, columns) for each in query.measures}
        labels_of.setdefault("count", _("Number of rows"))
    else:
        labels_of = {key: words.with_unit(each) for key, each in columns.items()}
    return {
        "labels": [labels_of[name] for name in called],
        "columns": [
            {
                "key": name,
                "name": labels_of[name],
                "kind": columns[name].kind if name in columns else "",
            }
            for name in called
        ],
        "dataset": {
            "title": shown.title,
            "address": origin + shown.address(language),
            "edition": shown.edition_number,
            "updated": shown.updated.isoformat(timespec="seconds"),
            "licence": shown.licence,
            "source": shown.origin or shown.origin_url,
            "file": shown.file_name,
            "sha256": shown.file_sha256,
            "rows": shown.source.rows,
        },
    }
