"""Saving a row that a form has changed in memory."""

from django.db import IntegrityError, models, transaction

from portal.workflow import Refused


def store(row: models.Model, taken: str, **how) -> None:
    """Save the row; refuses with `taken` if somebody else has its number meanwhile."""
    try:
        with transaction.atomic():
            row.save(**how)
    except IntegrityError as error:
        if "number" not in str(error):
            raise
        raise Refused(taken) from error


def editable_columns(row: models.Model) -> list[str]:
    """Columns that a form may change; states move by services only."""
    return [
        field.name
        for field in row._meta.concrete_fields
        if field.editable and not field.primary_key
    ]
