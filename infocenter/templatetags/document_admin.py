"""What the page of a working copy asks about its forms."""

from django import forms, template

from portal.files import hidden, storage

register = template.Library()


@register.filter
def is_group(field) -> bool:
    """Whether the control is several boxes, which need a legend."""
    return isinstance(field.field.widget, forms.RadioSelect)


@register.filter
def is_box(field) -> bool:
    """Whether the control is one box, whose label stands behind it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def faults(editing) -> list[tuple[str, str, str]]:
    """(id of the control, label, fault) of everything that is not well formed."""
    found = []
    for form in editing.forms:
        if not form.is_bound:
            continue
        found += [("", "", each) for each in form.non_field_errors()]
        found += [(f.id_for_label, f.label, fault) for f in form for fault in f.errors]
    return found


@register.filter
def hides(file) -> list[str]:
    """What a stored file holds beside what it shows, in words."""
    return [str(each.label) for each in hidden.hidden_at(storage.location(file.sha256))]
