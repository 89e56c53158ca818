"""Who has registered for an event: the list, who came, and the same as a file. Looks are noted."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from infocenter import services
from infocenter.admin.documents import PERSONAL
from infocenter.models import Event
from infocenter.outreach import visitor_lists
from portal.accounts.confirming import asking_again
from portal.organisation.scoped_admin import guarded
from portal.workflow import Refused


def is_for_a_file(request) -> bool:
    """Whether personal data leaves the portal."""
    return request.GET.get("format", "") in visitor_lists.FORMATS


class VisitorPages:
    """The page of an event's registrations."""

    @guarded("infocenter.view_registration")
    @asking_again(when=is_for_a_file)
    def registrations_view(self, request, event):
        """The list, or a file of it; ticking who came."""
        asked = request.GET.get("format", "")
        if request.method == "POST":
            if not request.user.has_perm("infocenter.change_registration", event):
                raise PermissionDenied
            if self._tick(request, event):
                return HttpResponseRedirect(request.path)
        as_file = is_for_a_file(request)
        services.look_at_registrations(event, by=request.user, as_file=asked if as_file else "")
        if as_file:
            return _file(event, asked)
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": _("Registrations: %(event)s") % {"event": event},
            "opts": self.opts,  # type: ignore[attr-defined]
            "event": event,
            "lines": visitor_lists.lines(event),
            "counts": visitor_lists.counts(event),
            "formats": visitor_lists.FORMATS,
            "may_tick": request.user.has_perm("infocenter.change_registration", event)
            and timezone.localtime(event.starts_at).date() <= timezone.localdate(),
        }
        page = "admin/infocenter/outreach/registrations.html"
        return TemplateResponse(request, page, context, headers=PERSONAL)

    def _tick(self, request, event: Event) -> bool:
        said = [each for each in request.POST.getlist("came") if each.isdecimal()]
        try:
            number = services.take_attendance(
                event, [int(each) for each in said if len(each) < 19], by=request.user
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
            return False
        messages.success(request, _("Saved: %(number)d came.") % {"number": number})
        return True


def _file(event: Event, kind: str) -> HttpResponse:
    content_type, write = visitor_lists.FORMATS[kind]
    response = HttpResponse(write(event), headers=PERSONAL, content_type=content_type)
    name = f"registrations-{event.pk}-{timezone.localdate()}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
