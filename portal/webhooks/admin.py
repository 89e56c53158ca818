"""Endpoints of departments' systems, their secrets, and what was sent to them."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache

from portal.accounts.confirming import asking_again, is_posted
from portal.history.words import name_verbs
from portal.organisation.scoped_admin import DepartmentScopedAdmin, guarded
from portal.webhooks import kinds, services
from portal.webhooks.models import Endpoint, Message
from portal.workflow import Refused

name_verbs(
    {
        "endpoint.added": gettext_lazy("Endpoint added"),
        "endpoint.changed": gettext_lazy("Endpoint changed"),
        "endpoint.deleted": gettext_lazy("Endpoint deleted"),
        "endpoint.secret": gettext_lazy("New secret made"),
        "endpoint.tried": gettext_lazy("Trial sent"),
        "endpoint.again": gettext_lazy("Message sent again"),
        "endpoint.switched_off": gettext_lazy("Switched off after long failure"),
    }
)


class EndpointForm(forms.ModelForm):
    """Where the system listens, and what it wants to know."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("what it is told"),
        choices=lambda: [(name, f"{words} ({name})") for name, words in kinds.every()],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Endpoint
        fields = ("department", "name", "address", "kinds", "is_active")


@admin.register(Endpoint)
class EndpointAdmin(DepartmentScopedAdmin):
    """One for each system; the secret is on a page of its own, once."""

    form = EndpointForm
    list_display = ("name", "department", "address", "is_active", "failing_since")
    list_filter = ("is_active", "department")
    list_select_related = ("department",)
    readonly_fields = ("failing_since", "switched_off_at")
    fields = (*EndpointForm.Meta.fields, *readonly_fields)
    change_form_template = "admin/webhooks/endpoint/change_form.html"

    def get_urls(self):
        page = self.admin_site.admin_view(never_cache(self.secret_view))
        name = "webhooks_endpoint_secret"
        return [path("<path:object_id>/secret/", page, name=name), *super().get_urls()]

    @guarded("webhooks.change_endpoint")
    @asking_again(when=is_posted)
    def secret_view(self, request, endpoint):
        """A new secret, shown once; a trial."""
        renewed = ""
        if request.method == "POST" and "trial" in request.POST:
            try:
                services.send_trial(endpoint, by=request.user)
                messages.success(request, _("A trial is on its way: see below what becomes of it."))
            except Refused as refusal:
                messages.error(request, str(refusal))
            return HttpResponseRedirect(request.get_full_path())
        if request.method == "POST":
            renewed = services.renew_secret(endpoint, by=request.user)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Secret and trial: %(endpoint)s") % {"endpoint": endpoint},
            "opts": self.opts,
            "endpoint": endpoint,
            "secret": renewed,
            "latest": endpoint.messages.all()[:5],
        }
        return TemplateResponse(request, "admin/webhooks/endpoint/secret.html", context)

    def get_deleted_objects(self, objs, request):
        """What an endpoint was told goes with it; nobody deletes that alone."""
        shown, counts, needed, protected = super().get_deleted_objects(objs, request)
        with_it = str(Message._meta.verbose_name)
        return shown, counts, {each for each in needed if str(each) != with_it}, protected

    def response_add(self, request, obj, post_url_continue=None):
        """A new endpoint gets nothing before it has a secret: that is the next page."""
        return HttpResponseRedirect(reverse("admin:webhooks_endpoint_secret", args=[obj.pk]))

    def keep(self, request, obj, changed):
        services.save_endpoint(obj, by=request.user, changed=changed)

    def discard(self, request, obj):
        services.delete_endpoint(obj, by=request.user)


@admin.register(Message)
class MessageAdmin(DepartmentScopedAdmin):
    """What was sent, or couldn't be: the dead ones can be sent again."""

    department_field = "endpoint__department"
    read_only = True
    list_display = ("made_at", "kind", "endpoint", "status", "attempts", "problem", "done_at")
    list_display_links = ("kind",)
    list_filter = ("status", "kind", ("endpoint", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("endpoint__department",)
    ordering = ("-pk",)
    readonly_fields = fields = (*list_display, "message_id", "next_at", "payload", "answer")
    actions = ["again"]

    def has_again_permission(self, request):
        return self.may(request, "change")

    @admin.action(description=gettext_lazy("Send again"), permissions=["again"])
    def again(self, request, queryset):
        """Under the same id, by which the other side knows them."""
        done = 0
        for message in queryset.select_related("endpoint__department"):
            try:
                services.redeliver(message, by=request.user)
            except Refused as refusal:
                messages.error(request, f"{message}: {refusal}")
            else:
                done += 1
        if done:
            said = ngettext("%(count)d message waits.", "%(count)d messages wait.", done)
            messages.success(request, said % {"count": done})
