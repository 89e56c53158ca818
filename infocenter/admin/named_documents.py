"""Documents as people name them in a form: by the address of the page, or by number."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from infocenter.models import Document

_ADDRESS = re.compile(r"documents?/(\d{1,18})\b")


def find_documents(lines: str, user, there: Iterable[Document] = ()) -> list[Document]:
    """The documents of lines with addresses or numbers, if `user` sees them or they are `there`."""
    kept = {each.pk for each in there}
    found = (_document(line.strip(), user, kept) for line in lines.split("\n") if line.strip())
    return list(dict.fromkeys(found))


def _document(line: str, user, kept: set[int]) -> Document:
    address = _ADDRESS.search(line)
    wanted: dict[str, Any] = {"pk": int(address[1])} if address else {"number": line}
    documents = Document.objects.filter(**wanted)
    seen = documents.filter(editions__is_current=True) | documents.managed_by(user)
    found = list((seen | documents.filter(pk__in=kept)).distinct()[:2])
    if len(found) != 1:
        complaint = _("There is no document “%(line)s”, or several have this number.")
        raise forms.ValidationError(complaint, params={"line": line[:80]})
    return found[0]
