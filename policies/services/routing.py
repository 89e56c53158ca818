"""To which department a matter goes by itself."""

from typing import Protocol

from infocenter.models import SearchEntry, Topic
from policies.models import RoutingRule
from portal.organisation.models import Department
from portal.pagecache.fragments import kept


class Matter(Protocol):
    """What is known of a matter when it comes in."""

    @property
    def kind(self) -> str: ...
    @property
    def topic(self) -> Topic | None: ...
    @property
    def about_kind(self) -> str: ...
    @property
    def about_id(self) -> int | None: ...


def department_for(matter: Matter) -> Department | None:
    """By the first rule that fits; else that of the page it came from; else nobody's yet."""
    owner = _owner(matter)
    for rule in kept("routing rules", _rules):
        if _fits(rule, matter, owner):
            return rule.department
    return Department.objects.active().filter(pk=owner).first() if owner else None


def _rules() -> list[RoutingRule]:
    return list(RoutingRule.objects.select_related("department"))


def _fits(rule: RoutingRule, matter: Matter, owner: int | None) -> bool:
    topic = matter.topic.pk if matter.topic else None
    return (
        rule.kind in ("", matter.kind)
        and rule.topic_id in (None, topic)
        and rule.page in ("", matter.about_kind)
        and rule.owner_department_id in (None, owner)
        and rule.department.is_active
    )


def _owner(matter: Matter) -> int | None:
    """The department of the public thing that the matter is about."""
    if matter.about_kind == "department":
        return matter.about_id
    if not matter.about_kind or matter.about_id is None:
        return None
    entries = SearchEntry.objects.filter(kind=matter.about_kind, object_id=matter.about_id)
    return entries.values_list("department_id", flat=True).first()
