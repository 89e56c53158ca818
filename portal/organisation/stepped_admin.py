"""Admin of what people write together and move on by steps: a page of its own instead of Django's.

One page has the form, and below it a button for each step that is open for the person now.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from portal.organisation.scoped_admin import DepartmentScopedAdmin
from portal.workflow import Refused


class Editing:
    """Forms filled from the database, or from what was typed."""

    description: forms.ModelForm
    texts: Sequence[Any] = ()  # a form for each language

    @property
    def forms(self) -> tuple:
        """All of them."""
        return (self.description, *self.texts)

    def is_valid(self) -> bool:
        """Whether all are well formed, and something is written in one language at least."""
        faults = [form for form in self.forms if not form.is_valid()]  # every one shows its errors
        if not faults and not any(form.is_written for form in self.texts):
            first = self.texts[0]
            first.add_error(first.NEEDED, _("Write it in one language at least."))
            faults.append(first)
        return not faults

    def changed_texts(self) -> dict[str, dict[str, str] | None]:
        """The texts by language that were changed; None where one was emptied."""
        return {form.language: form.texts() for form in self.texts if form.has_changed()}

    def lock(self) -> None:
        """Show, and change nothing."""
        for form in self.forms:
            for field in form.fields.values():
                field.disabled = True


class SteppedAdmin(DepartmentScopedAdmin):
    """`editing`, `open_steps` and `page` say what there is to edit, which steps, and what shows."""

    deciding = ""  # the permission that steps need
    saving: tuple[str, ...] = ("save",)  # the buttons of the form itself
    views: dict[str, tuple[str, str]] = {}  # name -> the route, the method of a page beside it

    def editing(self, request, thing, typed):
        """The forms in the person's hands: filled from the database, or with what was typed."""
        raise NotImplementedError

    def open_steps(self, user, thing) -> dict:
        """The steps that this person may take now, by name."""
        raise NotImplementedError

    def page(self, request, thing, editing, steps, failed):
        """The page with (step, its form) of each of the `steps`; `failed` is one that was tried."""
        raise NotImplementedError

    def get_urls(self):
        return [
            *(
                path(
                    route,
                    self.admin_site.admin_view(getattr(self, method)),
                    name=f"{self.opts.app_label}_{self.opts.model_name}_{name}",
                )
                for name, (route, method) in self.views.items()
            ),
            *super().get_urls(),
        ]

    def address(self, page: str, key: int) -> str:
        """A page of one of them."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=[key])

    def add_view(self, request, form_url="", extra_context=None):
        """A new one."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return self._edit(request, None)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """One that is there, and the steps that are open for this person now."""
        thing = self.get_object(request, object_id)
        if thing is None:
            raise Http404
        if not self.has_view_permission(request, thing):
            raise PermissionDenied
        return self._edit(request, thing)

    def _edit(self, request, thing):
        may_change = thing is None or self.has_change_permission(request, thing)
        steps = self.open_steps(request.user, thing) if thing else {}
        asked = {name: step.form() for name, step in steps.items()}
        name = request.POST.get("step", "") if request.method == "POST" else None
        editing = self.editing(request, thing, request.POST if name in self.saving else None)
        if not may_change:
            editing.lock()
        if name in self.saving:
            if not may_change:
                raise PermissionDenied
            saved = self.save(request, editing)
            if saved:
                return HttpResponseRedirect(self.address("change", saved.pk))
        elif name is not None:
            if thing is None or not request.user.has_perm(self.deciding, thing):
                raise PermissionDenied
            if name not in steps:
                messages.error(request, _("This can't be done now: it has moved on."))
            else:
                asked[name] = steps[name].form(request.POST)
                if self._take(request, thing, steps[name], asked[name]):
                    return HttpResponseRedirect(self._where_next(request, thing))
        return self.page(request, thing, editing, [(steps[n], asked[n]) for n in steps], name)

    def _where_next(self, request, thing) -> str:
        """To where the step was taken: the thing's own page, or the first one."""
        if "on_first_page" in request.POST:
            return reverse("admin:index")
        return self.address("change", thing.pk)

    def save(self, request, editing):
        """Keep what was typed; None shows the form again."""
        if not editing.is_valid():
            messages.error(request, _("Nothing was saved yet: see the marked fields."))
            return None
        try:
            saved = editing.save()
        except Refused as refusal:
            messages.error(request, str(refusal))
            return None
        messages.success(request, _("“%(title)s” was saved.") % {"title": saved})
        return saved

    def _take(self, request, thing, step, form) -> bool:
        """Take a step; whether it was taken."""
        if form is not None and not form.is_valid():
            messages.error(request, _("Nothing was done yet: see the marked fields."))
            return False
        seen = request.POST.get("version", "")
        number = int(seen) if seen.isdecimal() and len(seen) < 10 else None
        try:
            step.take(thing, form, by=request.user, seen=number)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return False
        messages.success(request, _("Done: %(step)s.") % {"step": step.label})
        return True
