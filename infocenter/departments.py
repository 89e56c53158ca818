"""Departments as search finds them: by name, abbreviation and what they do."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from infocenter import addresses, search
from infocenter.search.kinds import Kind
from portal import labels
from portal.organisation.models import Department


def entries(department: Department) -> Iterator[search.Entry]:
    """An entry for each language that the department has a name in."""
    words = {field: dict(labels.columns(field)) for field in ("name", "description", "address")}

    def written(field: str, code: str) -> str:
        return getattr(department, words[field][code]) or ""

    for code in words["name"]:
        if written("name", code):
            yield search.Entry(
                kind=KIND.name,
                object_id=department.pk,
                language=code,
                title=written("name", code),
                number=department.code,
                summary=written("description", code),
                body=f"{department.code}\n{written('address', code)}",
                department_id=department.parent_id,
                type=KIND.name,
            )


def _address(hit: search.Hit, language: str) -> str:
    return f"{addresses.page('organisation:department-list', language)}{hit.number}/"


KIND = Kind("department", _("Department"), _address, Department.objects.active, entries)
