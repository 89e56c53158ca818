"""Departments, the people in them, and the roles."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from portal.accounts import services as accounts
from portal.accounts import sessions
from portal.accounts.confirming import asking_again
from portal.organisation import services, work_calendars
from portal.organisation.models import Department, LeadershipSeat, Member, Role
from portal.organisation.rules import may_give_role
from portal.organisation.scoped_admin import DepartmentScopedAdmin, guarded
from portal.workplan import plan

MACHINERY = ("admin", "contenttypes", "sessions", "django_tasks_database", "pagecache")


@admin.register(Department)
class DepartmentAdmin(DepartmentScopedAdmin, TranslationAdmin):
    """Departments. One with a past can't be deleted: it is set inactive."""

    department_field = "pk"
    list_display = ("code", "name", "parent", "position", "is_active")
    list_display_links = ("code", "name")
    list_select_related = ("parent",)
    list_filter = ("is_active",)
    search_fields = ("code", "name_zh_hant", "name_pt", "name_en", "name_zh_hans")
    fields = (
        "code",
        "name",
        "description",
        "duties",
        "parent",
        "email",
        "phone",
        "address",
        "website",
        "position",
        "is_active",
    )

    change_form_template = "admin/organisation/department/change_form.html"

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        page = self.admin_site.admin_view(self.plan_view)
        name = "organisation_department_plan"
        return [path("<path:object_id>/plan/", page, name=name), *super().get_urls()]

    @guarded("organisation.view_department")
    def plan_view(self, request, department):
        """What the department has to do and until when; its calendar's secret address."""
        if request.method == "POST":
            act = work_calendars.end if "end" in request.POST else work_calendars.renew
            act(request.user, department)
            return HttpResponseRedirect(request.get_full_path())
        calendar = request.user.work_calendars.filter(department=department).first()
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Work plan: %(department)s") % {"department": department},
            "opts": self.opts,
            "department": department,
            "today": localdate(),
            "tasks": plan(request.user, department),
            "calendar": request.build_absolute_uri(work_calendars.address(calendar))
            if calendar
            else "",
        }
        return TemplateResponse(request, "admin/organisation/department/plan.html", context)

    def get_readonly_fields(self, request, obj=None):
        return ("code",) if obj else ()  # it is part of addresses

    def keep(self, request, obj, changed):
        services.save_department(obj, by=request.user, changed=changed)


class MemberForm(forms.ModelForm):
    """A membership that the person who gives it may give."""

    giver = None

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        role, department = cleaned.get("role"), cleaned.get("department")
        if role and department and not may_give_role(self.giver, role, department):
            self.add_error(
                "role", gettext("You can't give this role: it may do more than you may.")
            )
        return cleaned


@admin.register(Member)
class MemberAdmin(DepartmentScopedAdmin):
    """Who does what in which department."""

    asks_again = True
    form = MemberForm
    list_display = ("user", "department", "role")
    list_filter = (("department", admin.RelatedOnlyFieldListFilter), "role")
    list_select_related = ("user", "department", "role")
    search_fields = ("user__username", "user__first_name", "user__last_name")
    fields = ("user", "department", "role")

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        return type("MemberFormOfPerson", (form,), {"giver": request.user})

    def keep(self, request, obj, changed):
        services.save_member(obj, by=request.user, changed=changed)

    def discard(self, request, obj):
        services.remove_member(obj, by=request.user)


@admin.register(LeadershipSeat)
class LeadershipSeatAdmin(DepartmentScopedAdmin, TranslationAdmin):
    """The leadership group, as residents read of it."""

    asks_again = True
    department_field = None
    list_display = ("user", "position", "post", "unit", "order")
    list_select_related = ("user", "unit")
    fields = ("user", "position", "name", "post", "duties", "unit", "order")

    def keep(self, request, obj, changed):
        services.save_seat(obj, by=request.user, changed=changed)

    def discard(self, request, obj):
        services.remove_seat(obj, by=request.user)


admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class PersonAdmin(DepartmentScopedAdmin, UserAdmin):
    """Accounts. What a person may do follows from the roles, which members hold in departments."""

    asks_again = True
    department_field = None
    list_display = ("username", "first_name", "last_name", "is_staff", "is_active")
    list_filter = ("is_staff", "is_active")
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email")}),
        (_("Access"), {"fields": ("is_active", "is_staff", "is_superuser")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )

    def get_readonly_fields(self, request, obj=None):
        """Only superusers make superusers."""
        own = super().get_readonly_fields(request, obj)
        return own if request.user.is_superuser else (*own, "is_superuser")

    def keep(self, request, obj, changed):
        services.save_user(obj, by=request.user, changed=set(changed) - {"password1", "password2"})

    def discard(self, request, obj):
        services.delete_user(obj, by=request.user)

    def get_object(self, request, object_id, from_field=None):
        """Opening a person's page is a look at personal data."""
        person = super().get_object(request, object_id, from_field)
        if person is not None and self.has_view_permission(request, person):
            services.look_at_person(person, by=request.user)
        return person

    change_form_template = "admin/organisation/person/change_form.html"

    def get_urls(self):
        page = self.admin_site.admin_view(self.safety_view)
        name = "auth_user_safety"
        return [path("<path:object_id>/safety/", page, name=name), *super().get_urls()]

    @guarded("auth.change_user")
    @asking_again
    def safety_view(self, request, person):
        """Where somebody is signed in, an end to it, and help for who lost everything."""
        if request.method == "POST":
            if "end" in request.POST:
                sessions.end(person, by=request.user)
                messages.success(request, gettext("The person is signed out everywhere."))
            elif "forget" in request.POST:
                accounts.forget_proofs(person, by=request.user)
                messages.success(request, gettext("The next sign-in sets up a new second factor."))
            return HttpResponseRedirect(request.get_full_path())
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Signing in: %(person)s") % {"person": person},
            "opts": self.opts,
            "person": person,
            "sessions": sessions.of(person),
            "has_second_factor": accounts.has_second_factor(person),
        }
        return TemplateResponse(request, "admin/organisation/person/safety.html", context)

    @asking_again
    def user_change_password(self, request, id, form_url=""):
        """Django's own page; that it was done goes into the history, and is told."""
        with transaction.atomic():
            before = User.objects.filter(pk=id).values_list("password", flat=True).first()
            response = super().user_change_password(request, id, form_url)
            person = User.objects.filter(pk=id).exclude(password=before or "").first()
            if before is not None and person is not None:
                accounts.note_password_given(person, by=request.user)
        return response


@admin.register(Group)
class RoleAdmin(DepartmentScopedAdmin, GroupAdmin):
    """Roles: what their holders may do. Administrators see them, superusers change them."""

    asks_again = True
    department_field = None
    filter_horizontal = ()

    def get_queryset(self, request):
        """The groups by the names of the roles that they are."""
        return Role.objects.filter(pk__in=super().get_queryset(request))

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        """Permissions as boxes, of our own apps: the others are for the machinery alone."""
        if db_field.name == "permissions":
            kwargs["widget"] = forms.CheckboxSelectMultiple
            ours = Permission.objects.exclude(content_type__app_label__in=MACHINERY)
            kwargs["queryset"] = ours.select_related("content_type")
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def keep(self, request, obj, changed):
        services.save_role(obj, by=request.user, changed=changed)

    def save_related(self, request, form, formsets, change):
        """The permissions are linked after the role is saved: history looks once more."""
        super().save_related(request, form, formsets, change)
        services.note_permissions(form.instance, by=request.user)

    def discard(self, request, obj):
        if obj.members.exists():
            messages.warning(request, gettext("Somebody holds this role."))
        services.delete_role(obj, by=request.user)
