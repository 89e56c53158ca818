"""Matters that a department has to answer."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from policies.models import Case
from policies.services import deadline_of
from policies.services.deadlines import current_rules
from portal.workplan import Task


def tasks(user, department) -> Iterator[Task]:
    """The department's open cases by number, each on its last day; paused ones have none."""
    cases = Case.objects.handled_by(user).still_open().filter(department=department)
    rules = current_rules()
    for each in cases.filter(merged_into=None).prefetch_related("pauses"):
        day = deadline_of(each, rules).answer_by
        if day is not None:
            address = reverse("admin:policies_case_change", args=[each.pk])
            title = f"{each.number} · {each.get_kind_display()}"
            yield Task(f"case-{each.pk}", day, _("Answer"), title, address)
