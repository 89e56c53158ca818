"""The one way in which admin asks who may do what: own department only, unless the role says all.

Every ModelAdmin of the portal has `DepartmentScopedAdmin`, every page of our own in admin is
`guarded`; tests/test_permissions_matrix.py fails for one that isn't.
"""

from functools import wraps
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.accounts.confirming import asked, asking_again
from portal.history.models import Event
from portal.organisation.models import Department
from portal.organisation.querysets import within
from portal.workflow import Refused

DELETE = "delete"  # the step by which a page of our own throws something away


def guarded(permission: str, *, on_list: bool = False):
    """For a page of a ModelAdmin: the object if the person may, else 404 or 403.

    `on_list`: the page is about no single object; holding the permission somewhere is enough.
    Whoever throws something away there shows again who they are.
    """

    def decorate(view):
        @wraps(view)
        def guard(self, request, object_id=None, **more):
            if on_list:
                if not request.user.has_perm(permission):
                    raise PermissionDenied
                return _asked_to_delete(request) or view(self, request)
            thing = self.get_object(request, unquote(str(object_id)))  # of the own departments
            if thing is None:
                raise Http404
            if not request.user.has_perm(permission, thing):
                raise PermissionDenied
            return _asked_to_delete(request) or view(self, request, thing, **more)

        cast(Any, guard).permission = permission
        return guard

    return decorate


def _asked_to_delete(request):
    return asked(request) if request.POST.get("step") == DELETE else None


class DepartmentScopedAdmin(admin.ModelAdmin):
    """Rows of the own departments; permissions by object; changes by services; our own history."""

    department_field: str | None = "department"  # None: rows belong to no department
    read_only = False
    asks_again = False  # dangerous to change: the person shows again who they are
    asking_actions: tuple[str, ...] = ("delete_selected",)  # of the list, dangerous as well
    show_full_result_count = False

    def may(self, request, action: str, obj=None) -> bool:
        """Whether the person may do `action` (view, add, change...) with `obj`, or with any."""
        return request.user.has_perm(f"{self.opts.app_label}.{action}_{self.opts.model_name}", obj)

    def has_view_permission(self, request, obj=None):
        return self.may(request, "view", obj)

    def has_add_permission(self, request):
        return not self.read_only and self.may(request, "add")

    def has_change_permission(self, request, obj=None):
        return not self.read_only and self.may(request, "change", obj)

    def has_delete_permission(self, request, obj=None):
        return not self.read_only and self.may(request, "delete", obj)

    def has_module_permission(self, request):
        return self.may(request, "view")

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        permission = f"{self.opts.app_label}.view_{self.opts.model_name}"
        if self.department_field is None:
            return rows if request.user.has_perm(permission) else rows.none()
        return within(rows, request.user, permission, field=self.department_field)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """A department is chosen among those in which the person may do this."""
        if db_field.remote_field.model is Department and db_field.name == self.department_field:
            action = "add" if request.resolver_match.url_name.endswith("_add") else "change"
            permission = f"{self.opts.app_label}.{action}_{self.opts.model_name}"
            kwargs["queryset"] = Department.objects.managed_by(request.user, permission)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Without Django's small buttons that open windows to add or change the other thing."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    # --- Changes go through services, which write the history -----------------------------------

    def keep(self, request, obj, changed: list[str]) -> None:
        """Save a new or changed row by its service. Must be written by whoever isn't read only."""
        raise NotImplementedError

    def discard(self, request, obj) -> None:
        """Delete a row by its service; Refused becomes a message."""
        raise NotImplementedError

    def save_model(self, request, obj, form, change):
        self.keep(request, obj, form.changed_data)

    def delete_model(self, request, obj):
        self.discard(request, obj)

    def delete_queryset(self, request, queryset):
        for each in queryset:
            self.discard(request, each)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        again = asked(request) if self.asks_again and self.may_write(request) else None
        return again or super().changeform_view(request, object_id, form_url, extra_context)

    def may_write(self, request) -> bool:
        """Whether the person may add or change any."""
        return self.has_add_permission(request) or self.has_change_permission(request)

    @asking_again
    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except Refused as refusal:
            messages.error(request, str(refusal))
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
            return HttpResponseRedirect(reverse(name, args=[unquote(object_id)]))

    def changelist_view(self, request, extra_context=None):
        title = capfirst(self.opts.verbose_name_plural)
        chosen = request.POST.getlist("action")  # one for each bar of actions on the page
        if not set(chosen).isdisjoint(self.asking_actions) and (again := asked(request)):
            return again
        try:
            return super().changelist_view(request, {"title": title, **(extra_context or {})})
        except Refused as refusal:  # by an action, such as deleting many
            messages.error(request, str(refusal))
            return HttpResponseRedirect(request.get_full_path())

    def log_addition(self, request, obj, message):
        """The services have written the history."""

    def log_change(self, request, obj, message):
        """The services have written the history."""

    def log_deletions(self, request, queryset):
        """The services have written the history."""

    def history_view(self, request, object_id, extra_context=None):
        """What was done with one object, by whom and when."""
        thing = self.get_object(request, unquote(object_id))
        if thing is None:
            raise Http404
        if not self.has_view_permission(request, thing):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("History: %(thing)s") % {"thing": thing},
            "events": Event.objects.about(thing).select_related("actor"),
            "object": thing,
            "opts": self.opts,
            "module_name": str(self.opts.verbose_name_plural),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/object_history.html", context)
