"""Service accounts, and their keys: made here, shown once, replaced and revoked."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.history.words import name_verbs
from portal.organisation.scoped_admin import DepartmentScopedAdmin
from portal.organisation.services import delete_user, save_user
from portal.rest import services
from portal.rest.models import Key, ServiceAccount
from portal.rest.states import Scope
from portal.workflow import Refused

name_verbs({"key.made": _("Key made"), "key.revoked": _("Key revoked")})


@admin.register(ServiceAccount)
class ServiceAccountAdmin(DepartmentScopedAdmin):
    """Accounts of other systems. What they may do follows from their roles, as for people."""

    asks_again = True
    department_field = None
    list_display = ("username", "first_name", "email", "is_active")
    list_filter = ("is_active",)
    search_fields = ("username", "first_name")
    fields = ("username", "first_name", "email", "is_active")

    def get_queryset(self, request):
        return services.service_accounts(super().get_queryset(request))

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "first_name":
            field.label = _("which system it is")
        if db_field.name == "email":
            field.label = _("e-mail of who looks after it")
        return field

    def keep(self, request, obj, changed):
        if obj.pk is None:
            obj.set_unusable_password()
        save_user(obj, by=request.user, changed=changed)

    def discard(self, request, obj):
        delete_user(obj, by=request.user)


def _usual_end():
    return timezone.localdate() + timedelta(days=settings.FAROL_API_KEY_DAYS)


class KeyForm(forms.ModelForm):
    """Of which account, for what, until when."""

    scopes = forms.MultipleChoiceField(
        label=capfirst(_("may be used to")),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    expires_at = forms.DateField(
        label=capfirst(_("last day")),
        initial=_usual_end,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    class Meta:
        model = Key
        fields = ("user", "name", "scopes", "expires_at")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        accounts = self.fields.get("user")  # none where a key is only looked at
        if accounts:
            accounts.queryset = services.service_accounts(accounts.queryset)  # type: ignore[attr-defined]

    def clean_expires_at(self):
        """The end of the day."""
        last = self.cleaned_data["expires_at"]
        if last < timezone.localdate():
            raise forms.ValidationError(gettext("This day has passed."))
        return services.end_of(last)


@admin.register(Key)
class KeyAdmin(DepartmentScopedAdmin):
    """Keys. Nobody can read one again: a lost one is replaced."""

    asks_again = True
    asking_actions = ("replace", "revoke")
    department_field = None
    form = KeyForm
    list_display = ("name", "user", "shown", "allowed", "expires_at", "last_used_at", "revoked_at")
    list_filter = (("user", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("user",)
    search_fields = ("name", "shown", "user__username")
    actions = ("replace", "revoke")

    def get_fields(self, request, obj=None):
        if obj is None:
            return KeyForm.Meta.fields
        return (
            "user", "name", "shown", "allowed", "expires_at", "created_at", "last_used_at",
            "revoked_at",
        )  # fmt: skip

    def get_readonly_fields(self, request, obj=None):
        return self.get_fields(request, obj) if obj else ()

    def has_change_permission(self, request, obj=None):
        return obj is None and super().has_change_permission(request)  # what it says never changes

    def has_delete_permission(self, request, obj=None):
        return False  # revoked: what was done with it stays on record

    @admin.display(description=_("may be used to"))
    def allowed(self, key):
        return "; ".join(key.scope_names())

    def keep(self, request, obj, changed):
        made, request.secret = services.make_key(
            obj.user,
            by=request.user,
            name=obj.name,
            scopes=obj.scopes,
            expires_at=obj.expires_at,
        )
        obj.__dict__.update(made.__dict__)

    def response_add(self, request, obj, post_url_continue=None):
        return self._shown_once(request, obj, request.secret)

    def _shown_once(self, request, key: Key, secret: str) -> TemplateResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("The key was made"),
            "opts": self.opts,
            "key": key,
            "secret": secret,
            "has_view_permission": True,
        }
        page = TemplateResponse(request, "admin/rest/key/made.html", context)
        page["Cache-Control"] = "private, no-store"
        return page

    @admin.action(
        description=_("Replace the chosen key; the old one works on"), permissions=["change"]
    )
    def replace(self, request, queryset):
        """Another one like it, to be put in its place before it is revoked."""
        if queryset.count() != 1:
            messages.error(request, _("Choose one key."))
            return None
        old = queryset.get()
        made, secret = services.replace_key(
            old, by=request.user, expires_at=services.end_of(_usual_end())
        )
        return self._shown_once(request, made, secret)

    @admin.action(description=_("Revoke the chosen keys"), permissions=["change"])
    def revoke(self, request, queryset):
        """They open nothing from now on."""
        for key in queryset:
            try:
                services.revoke_key(key, by=request.user)
            except Refused as refusal:
                messages.error(request, f"{key}: {refusal}")
            else:
                messages.success(request, _("“%(key)s” was revoked.") % {"key": key})
