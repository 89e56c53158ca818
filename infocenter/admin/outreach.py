"""Announcements, events and campaigns, for editors and publishers."""

from typing import Any

from django.contrib import admin
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from infocenter import services
from infocenter.admin import outreach_forms
from infocenter.admin.documents import PERSONAL
from infocenter.admin.outreach_steps import open_steps
from infocenter.admin.visitors import VisitorPages
from infocenter.models import Announcement, Campaign, Event, Outreach
from infocenter.outreach import indexing
from infocenter.views.outreach import context_of
from portal import languages
from portal.organisation.scoped_admin import guarded
from portal.organisation.stepped_admin import Editing, SteppedAdmin


class OutreachEditing(Editing):
    """One thing, or a new one, in the editor's hands: forms in, services out."""

    def __init__(self, form, texts_form, request, thing: Outreach | None, typed=None):
        self.user, self.thing = request.user, thing
        seen = typed.get("version", "") if typed is not None else ""
        self.seen_version = int(seen) if seen.isdecimal() and len(seen) < 10 else None
        model = form._meta.model
        instance = model.objects.get(pk=thing.pk) if thing else model()
        self.description = form(typed, instance=instance, user=request.user)
        known = {each.language: each for each in thing.translations.all()} if thing else {}
        text = texts_form._meta.model
        self.texts = [
            texts_form(typed, instance=known.get(code) or text(), language=code)
            for code in languages.CODES
        ]

    def save(self) -> Outreach:
        """Keep what was changed, all or nothing. Raises Refused."""
        form, texts = self.description, self.changed_texts()
        told = {"by": self.user, "related": form.related()}  # type: ignore[attr-defined]
        if self.thing is None:
            written = {code: each for code, each in texts.items() if each}
            return services.create_outreach(form.instance, translations=written, **told)
        save = services.save_event if isinstance(self.thing, Event) else services.save_outreach
        return save(
            form.instance,
            translations=texts,
            changed=form.changed_data,
            seen_version=self.seen_version,
            **told,
        )


class OutreachAdmin(SteppedAdmin):
    """What the three have in common. Subclasses name their forms, and guard the preview."""

    form_class: type[outreach_forms.OutreachForm]
    texts_class: type
    views = {"preview": ("<path:object_id>/preview/", "preview_view")}

    list_display: tuple[str, ...] = ("title_shown", "state", "publishing", "place")
    list_display_links = ("title_shown",)
    list_filter = ("status", ("department", admin.RelatedOnlyFieldListFilter))
    list_per_page = 50
    list_select_related = ("department",)
    search_fields = ("translations__title",)
    search_help_text = gettext_lazy("Words of the title in any language")

    @property
    def deciding(self) -> str:  # type: ignore[override]  # each step asks for its own besides
        return f"infocenter.change_{self.opts.model_name}"

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("translations")

    def discard(self, request, obj):
        services.delete_outreach(obj, by=request.user)

    def has_delete_permission(self, request, obj=None):
        return (obj is None or not obj.is_public) and super().has_delete_permission(request, obj)

    @admin.display(description=gettext_lazy("title"))
    def title_shown(self, thing):
        return str(thing)

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def state(self, thing):
        return format_html('<span class="badge" data-state="{}">{}</span>', *state_of(thing))

    @admin.display(description=gettext_lazy("published"), ordering="published_at")
    def publishing(self, thing):
        at = thing.published_at
        return date_format(localtime(at), "SHORT_DATETIME_FORMAT") if at else ""

    @admin.display(description=gettext_lazy("department"), ordering="department")
    def place(self, thing):
        return thing.department.code

    def editing(self, request, thing, typed):
        return OutreachEditing(self.form_class, self.texts_class, request, thing, typed)

    def open_steps(self, user, thing):
        return open_steps(user, thing)

    def page(self, request, thing, editing, steps, failed):
        rows: Any = self.opts.model._default_manager.select_related("department")
        shown = rows.get(pk=thing.pk) if thing else None
        state, state_name = state_of(shown) if shown else ("draft", "")
        name = f"admin:infocenter_{self.opts.model_name}"
        context = {
            **self.admin_site.each_context(request),
            "title": str(shown) if shown else _("New: %(kind)s") % {"kind": self.opts.verbose_name},
            "opts": self.opts,
            "thing": shown,
            "state": state,
            "state_name": state_name,
            "page": shown
            and shown.is_shown()
            and indexing.address(shown, translation.get_language() or ""),
            "names": {each: f"{name}_{each}" for each in ("changelist", "history", "delete")}
            | {"preview": f"{name}_preview", "registrations": f"{name}_registrations"},
            "editing": editing,
            "may_change": not shown or self.has_change_permission(request, shown),
            "may_delete": shown and self.has_delete_permission(request, shown),
            "may_read": isinstance(shown, Event)
            and request.user.has_perm("infocenter.view_registration", shown),
            "waiting": shown.registrations.waiting().count() if isinstance(shown, Event) else 0,
            "steps": steps,
            "failed": failed,
        }
        return TemplateResponse(request, "admin/infocenter/outreach/change.html", context)

    def preview(self, request, thing):
        """The page as residents see it, or would see it."""
        asked = request.GET.get("language", "")
        reader = asked if asked in languages.CODES else translation.get_language()
        language = reader if reader in languages.CODES else languages.CODES[0]
        kind = self.opts.model_name
        with translation.override(language):
            context = {
                **context_of(thing, language),
                "names": languages.LANGUAGES,
                "is_preview": True,
                "shown": thing.is_shown(),
                "change": self.address("change", thing.pk),
            }
            html = render_to_string(f"infocenter/{kind}_detail.html", context, request)
        return HttpResponse(html, headers=PERSONAL)


def state_of(thing: Outreach) -> tuple[str, str]:
    """A key and the words of where it stands now."""
    now = timezone.now()
    if thing.is_scheduled(now):
        return "scheduled", _("Scheduled")
    return thing.status, thing.get_status_display()


@admin.register(Announcement)
class AnnouncementAdmin(OutreachAdmin):
    """The announcements of the own departments."""

    form_class = outreach_forms.AnnouncementForm
    texts_class = outreach_forms.AnnouncementTextsForm
    preview_view = guarded("infocenter.view_announcement")(OutreachAdmin.preview)


@admin.register(Campaign)
class CampaignAdmin(OutreachAdmin):
    """The campaigns of the own departments."""

    form_class = outreach_forms.CampaignForm
    texts_class = outreach_forms.CampaignTextsForm
    preview_view = guarded("infocenter.view_campaign")(OutreachAdmin.preview)


@admin.register(Event)
class EventAdmin(VisitorPages, OutreachAdmin):
    """The events of the own departments, and who has registered for them."""

    form_class = outreach_forms.EventForm
    texts_class = outreach_forms.EventTextsForm
    preview_view = guarded("infocenter.view_event")(OutreachAdmin.preview)
    views = {
        **OutreachAdmin.views,
        "registrations": ("<path:object_id>/registrations/", "registrations_view"),
    }
    list_display = ("title_shown", "state", "beginning", "seats", "place")

    @admin.display(description=pgettext_lazy("event", "begins"), ordering="starts_at")
    def beginning(self, event):
        return date_format(localtime(event.starts_at), "SHORT_DATETIME_FORMAT")

    @admin.display(description=gettext_lazy("places taken"), ordering="taken")
    def seats(self, event):
        return f"{event.taken} / {event.capacity}" if event.capacity is not None else event.taken
