"""The outbox, to be looked at: what became of each mail. To whom it went is not to be seen."""

from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.notifications.models import Delivery
from portal.notifications.services import send_again
from portal.organisation.scoped_admin import DepartmentScopedAdmin
from portal.workflow import Refused


@admin.register(Delivery)
class DeliveryAdmin(DepartmentScopedAdmin):
    """Mails by state; those that weren't sent can be sent again."""

    department_field = None
    read_only = True
    list_display = ("made_at", "kind", "language", "status", "attempts", "problem", "done_at")
    list_display_links = ("kind",)
    list_filter = ("status", "kind", "language")
    ordering = ("-pk",)
    readonly_fields = fields = (*list_display, "next_at")
    actions = ["again"]

    def has_again_permission(self, request):
        return self.may(request, "change")

    @admin.action(description=_("Send again"), permissions=["again"])
    def again(self, request, queryset):
        """What was given up, or may not have arrived."""
        done = 0
        for delivery in queryset:
            try:
                send_again(delivery, by=request.user)
            except Refused as refusal:
                messages.error(request, f"{delivery}: {refusal}")
            else:
                done += 1
        if done:
            said = ngettext("%(count)d mail waits again.", "%(count)d mails wait again.", done)
            messages.success(request, said % {"count": done})
