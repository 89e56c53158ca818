"""How many have subscribed to what. Who they are is not to be seen."""

from collections.abc import Iterable

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.organisation.scoped_admin import DepartmentScopedAdmin
from portal.subscriptions import kinds
from portal.subscriptions.models import Subscription
from portal.subscriptions.states import Pace

MOST = 500  # things that are listed


@admin.register(Subscription)
class SubscriptionAdmin(DepartmentScopedAdmin):
    """Counts for each thing, by how often people are told of it."""

    department_field = None
    read_only = True
    actions = None
    readonly_fields = fields = ("kind", "key", "pace", "made_at", "confirmed_at")

    def changelist_view(self, request, extra_context=None):
        """The things with most subscribers first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Subscriptions"),
            "opts": self.opts,
            "rows": list(_counted(get_language() or "")),
            "paces": [label for _value, label in Pace.choices],
            "people": Subscription.objects.confirmed()
            .order_by()
            .aggregate(number=Count("subscriber", distinct=True))["number"],
        }
        return TemplateResponse(
            request, "admin/subscriptions/subscription/change_list.html", context
        )


def _counted(language: str) -> Iterable[dict]:
    by_pace = {f"n_{pace}": Count("pk", filter=Q(pace=pace)) for pace in Pace.values}
    rows = Subscription.objects.confirmed().values("kind", "key").order_by()
    for row in rows.annotate(total=Count("pk"), **by_pace).order_by("-total", "kind", "key")[:MOST]:
        kind = kinds.of(row["kind"])
        yield {
            "kind": kind.label if kind else row["kind"],
            "thing": kinds.thing(row["kind"], row["key"], language),
            "key": row["key"],
            "total": row["total"],
            "by_pace": [row[f"n_{pace}"] for pace in Pace.values],
        }
