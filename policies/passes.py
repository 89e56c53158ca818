"""A pass: for a while, a resident who has shown the receipt need not show it again.

It lies in the page's forms, never in an address or a cookie, and opens one case or one response.
"""

from typing import TypeVar

from django.core import signing

from policies.models import Case, Response

LONGEST = 2 * 3600  # seconds

Row = TypeVar("Row", Case, Response)


def issue(row: Case | Response) -> str:
    """A pass to a case or a response, for whoever has just shown its receipt."""
    return signing.dumps([row.pk, row.code[:16]], salt=_salt(type(row)))


def opened(model: type[Row], said: str) -> Row | None:
    """The row of `model` that a pass opens; None if it is none of ours, or too old."""
    try:
        pk, mark = signing.loads(said, salt=_salt(model), max_age=LONGEST)
    except (signing.BadSignature, ValueError):
        return None
    row = model._default_manager.filter(pk=pk).first()
    return row if row and row.code.startswith(mark) else None


def _salt(model: type) -> str:
    return f"policies.pass.{model.__name__.lower()}"
