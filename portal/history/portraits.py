"""What a thing looks like to history: its row, what it is linked to, and its parts.

Apps say in their `audited` module what belongs to a thing. What may be about people is told as a
mark only: one sees that it changed, never what it says, and nothing of it outlives its deletion.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.crypto import salted_hmac

from portal.history.models import Portrait
from portal.prepared import Prepared

LONGEST = 20_000  # characters of a text; of a longer one the beginning and a mark of all of it
MOST_PARTS = 500

# Never told, whatever the model: what seals, signs in, or names people.
HIDDEN = frozenset(
    (
        *("password", "email", "first_name", "last_name", "person", "subject", "sealed"),
        *("sealed_name", "nonce", "mark", "submission", "published_name", "credit", "who"),
        "change_credit",
    )
)
# Counted by the clock or by readers; no act of anybody.
COUNTED = frozenset(("last_login", "downloads", "helpful", "unhelpful", "updated_at", "looked_to"))


@dataclass(frozen=True)
class Audited:
    """What history looks at in a model."""

    parts: tuple[str, ...] = ()  # reverse relations whose rows belong to the thing
    only: tuple[str, ...] = ()  # the columns that are told; empty: all but the hidden ones


_audited: dict[str, Audited] = {}


def audited(model: str, *, parts: tuple[str, ...] = (), only: tuple[str, ...] = ()) -> None:
    """Say what belongs to a model (`infocenter.Document`) in history's eyes."""
    _audited[model.lower()] = Audited(parts, only)


def difference(thing: models.Model) -> tuple[dict, dict]:
    """What of `thing` was before and is now other than history last saw it; remembers it so."""
    kind = ContentType.objects.get_for_model(thing)
    before = next((values for (values,) in _known(kind.pk, thing.pk)), None)
    after = portrait(thing)
    if after is None or after == before:
        return {}, {}
    Portrait.objects.bulk_create(
        [Portrait(content_type=kind, object_id=thing.pk, values=after)],
        update_conflicts=True,
        unique_fields=["content_type", "object_id"],
        update_fields=["values"],
    )
    was = before or {}
    changed = [name for name in {**was, **after} if was.get(name) != after.get(name)]
    return (
        {name: was[name] for name in changed if name in was},
        {name: after[name] for name in changed if name in after},
    )


_known = Prepared(
    lambda kind, pk: Portrait.objects.filter(content_type=kind, object_id=pk).values_list("values")
)


def portrait(thing: models.Model) -> dict[str, Any] | None:
    """How the thing stands in the database now, whoever wrote it; None if it isn't there."""
    rows = _row_of(thing._meta.model)(thing.pk)
    if not rows:
        return None
    _pk, told = _told_of(thing._meta, rows[0])
    for field in thing._meta.many_to_many:
        told[field.name] = _linked(field, thing)
    for name in _looked_at(thing._meta).parts:
        parts = getattr(thing, name).order_by("pk")[:MOST_PARTS]
        for values in parts.values_list(*_columns(parts.model._meta)):
            pk, row = _told_of(parts.model._meta, values)
            told |= {f"{name}:{pk}:{column}": value for column, value in row.items()}
    return told


def _linked(field, thing) -> list:
    """The keys of what a many-to-many field links the thing to."""
    through = field.remote_field.through._base_manager
    rows = through.filter(**{field.m2m_field_name(): thing.pk})
    return sorted(rows.values_list(f"{field.m2m_reverse_field_name()}_id", flat=True))


@cache
def _row_of(model: type[models.Model]) -> Prepared:
    """The row of a model that has a key: its key and told columns."""
    columns = _columns(model._meta)
    rows: models.QuerySet = models.QuerySet(model)  # managers may add columns of other languages
    return Prepared(lambda pk: rows.filter(pk=pk).values_list(*columns))


def _columns(options) -> list[str]:
    """The key, and the columns that are told."""
    return [options.pk.attname, *(field.attname for field in _told_fields(options))]


def _told_of(options, values) -> tuple[Any, dict[str, Any]]:
    """The key of a row, and what is told of it, by column."""
    pairs = zip(_told_fields(options), values[1:], strict=True)
    return values[0], {field.attname: _told(field, value) for field, value in pairs}


@cache
def _told_fields(options) -> list:
    translated = {each.translated_field.name for each in options.fields if _is_version(each)}
    return [
        each
        for each in options.concrete_fields
        if each.name not in translated and _is_told(options, each)
    ]


def _is_version(field) -> bool:
    """Whether it is a column of one language, of a field that stands for whichever is asked for."""
    return hasattr(field, "translated_field")


def _looked_at(options) -> Audited:
    return _audited.get(options.label_lower, Audited())


def _is_told(options, field) -> bool:
    only = _looked_at(options).only
    return not field.primary_key and field.name not in COUNTED and (not only or field.name in only)


def _told(field, value) -> Any:
    """A value as JSON has it; a mark instead of what is about people."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, list | dict):
        return value
    text = str(value)
    if field.name in HIDDEN:
        return f"#{_mark(text)[:16]}" if text else ""
    if len(text) > LONGEST:
        return f"{text[:500]} … #{_mark(text)}"
    return text


def _mark(text: str) -> str:
    """The same for the same words, and says nothing of them to whom lacks the secret key."""
    return salted_hmac("history.portrait", text, algorithm="sha256").hexdigest()
