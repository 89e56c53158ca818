"""One page for what supervisors write together: its form, its parts, its steps.

An admin says what it has in `parts` and `STEPS`; each part has a page of its own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.organisation.stepped_admin import Editing, SteppedAdmin
from portal.workflow import Refused
from tracking.admin.texts import WordsForm, forms_of


def seen_version(typed) -> int | None:
    """The version that the person looked at, as the form says it."""
    seen = typed.get("version", "") if typed is not None else ""
    return int(seen) if seen.isdecimal() and len(seen) < 10 else None


@dataclass(frozen=True)
class Part:
    """A kind of part: its model, the field of its whole, its form, and who keeps it."""

    model: type[models.Model]
    whole: str
    title: str | Promise
    add: str | Promise  # what the button says
    save: Callable
    remove: Callable
    fields: tuple[str, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)  # texts, and their lines
    widgets: Mapping[str, Any] = field(default_factory=dict)
    needs_text: bool = True


class PartEditing(Editing):
    """A part, or a new one."""

    def __init__(self, request, part: Part, whole, row, typed=None):
        self.user, self.part, self.whole, self.row = request.user, part, whole, row
        thing = row or part.model(**{part.whole: whole})
        widgets = dict(part.widgets)
        form = forms.modelform_factory(part.model, fields=part.fields, widgets=widgets)
        self.description = form(typed, instance=thing)
        self.texts = forms_of(thing, part.rows, typed) if part.rows else []

    def is_valid(self) -> bool:
        if self.part.needs_text:
            return super().is_valid()
        return not [form for form in self.forms if not form.is_valid()]  # each shows its errors

    def save(self):
        """Keep it. Raises Refused."""
        thing = self.description.instance
        for form in self.texts:
            for name, words in form.columns().items():
                setattr(thing, name, words)
        self.part.save(thing, by=self.user)
        return self.whole


class Nothing(Editing):
    """What is moved by steps only."""

    forms = ()


@dataclass(frozen=True)
class Step:
    """A step as a button says it: who may, what it asks, and the service that takes it."""

    name: str
    label: str | Promise
    permission: str
    act: Callable  # (thing, form, by=, seen_version=)
    asks: type[WordsForm] | None = None
    is_first: bool = False  # the one that is usual

    def form(self, data=None) -> WordsForm | None:
        """What it needs to know; None if nothing."""
        return self.asks(data, prefix=self.name) if self.asks else None

    def take(self, thing, form, *, by, seen: int | None) -> None:
        """Do it by its service. Raises Refused."""
        if not by.has_perm(self.permission, thing):
            raise PermissionDenied
        self.act(thing, form, by=by, seen_version=seen)


@dataclass(frozen=True)
class Line:
    """A part in a list: what it says, its page, and what stands beside it."""

    text: str
    address: str = ""
    note: str = ""


@dataclass(frozen=True)
class Section:
    """A list of parts, with a button for another."""

    key: str
    title: str | Promise
    lines: Sequence[Line]
    add: tuple[str, str | Promise] | None = None  # address, label


class ThingAdmin(SteppedAdmin):
    """`parts`, `STEPS`, `facts` and `sections` say what there is."""

    parts: Mapping[str, Part] = {}
    STEPS: Sequence[Step] = ()

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        found = []
        for kind in self.parts:
            page = self.admin_site.admin_view(self.part_view)
            about = {"kind": kind}
            found += [
                path(f"<path:object_id>/{kind}/add/", page, about, name=f"{name}_add_{kind}"),
                path(f"<path:object_id>/{kind}/<int:part_id>/", page, about, name=f"{name}_{kind}"),
            ]
        return [*found, *super().get_urls()]

    def part_view(self, request, object_id, **more):
        """A part's page: `guarded` in each admin, by calling `part_page`."""
        raise NotImplementedError

    def facts(self, thing) -> list[tuple[str, str]]:
        """What is said of it beside the form: term and value."""
        return []

    def sections(self, request, thing) -> list[Section]:
        """Its parts."""
        return []

    def open_steps(self, user, thing):
        names = set(thing.next_steps())
        return {
            each.name: each
            for each in self.STEPS
            if each.name in names and user.has_perm(each.permission, thing)
        }

    def editing(self, request, thing, typed):
        return Nothing()

    def page(self, request, thing, editing, steps, failed):
        shown = self.get_queryset(request).get(pk=thing.pk) if thing else None
        title = str(shown) if shown else _("New: %(kind)s") % {"kind": self.opts.verbose_name}
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "thing": shown,
            "editing": editing,
            "facts": self.facts(shown) if shown else (),
            "sections": self.sections(request, shown) if shown else (),
            "may_change": not shown or self.has_change_permission(request, shown),
            "may_delete": shown and self.has_delete_permission(request, shown),
            "changelist": f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist",
            "history": self.address("history", shown.pk) if shown else "",
            "delete": self.address("delete", shown.pk) if shown else "",
            "steps": steps,
            "failed": failed,
            "is_new": shown is None,
        }
        return TemplateResponse(request, "admin/tracking/thing.html", context)

    def part_page(self, request, whole, kind: str, part_id: int | None):
        """A part of `kind`, or a new one: shown, saved, taken out."""
        part = self.parts[kind]
        rows = part.model._default_manager.filter(**{part.whole: whole})
        row = rows.filter(pk=part_id).first() if part_id else None
        if part_id and row is None:
            raise Http404
        step = request.POST.get("step", "save") if request.method == "POST" else ""
        typed = request.POST if step == "save" else None
        editing = PartEditing(request, part, whole, row, typed)
        if step and self._act_on_part(request, editing, step):
            return HttpResponseRedirect(f"{self.address('change', whole.pk)}#{kind}")
        return self.form_page(request, whole, editing, str(row or part.title), may_remove=bool(row))

    def form_page(self, request, whole, editing, title: str, *, may_remove: bool = False):
        """A page below a thing with one form."""
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "whole": whole,
            "whole_address": self.address("change", whole.pk),
            "changelist": f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist",
            "editing": editing,
            "may_remove": may_remove,
        }
        return TemplateResponse(request, "admin/tracking/part_form.html", context)

    def _act_on_part(self, request, editing: PartEditing, step: str) -> bool:
        if step == "save":
            return self.save(request, editing) is not None
        if step != "delete" or editing.row is None:
            raise PermissionDenied
        try:
            editing.part.remove(editing.row, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return False
        messages.success(request, _("“%(title)s” was saved.") % {"title": editing.whole})
        return True
