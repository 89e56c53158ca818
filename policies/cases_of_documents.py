"""The reports of errors for which a document was opened, on the page of its working copy."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from policies.models import Case, Correction
from policies.things import thing_of, words_of


def reports_of(document, user) -> SafeString:
    """The cases that wait for the correction of a document; a link to each for its handlers."""
    waiting = Correction.objects.filter(document=document, edition=None).select_related("case")
    handled = set(
        Case.objects.handled_by(user).values_list("pk", flat=True).filter(correction__in=waiting)
    )
    items = format_html_join("", "<li>{}</li>", ((_shown(each, handled),) for each in waiting))
    if not items:
        return SafeString("")
    said = _("It is open for a correction. The next edition puts right what was reported here:")
    return format_html(
        '<div class="notice" data-kind="info"><p>{}</p><ul>{}</ul></div>', said, items
    )


def _shown(correction: Correction, handled: set[int]) -> str:
    case = correction.case
    thing = thing_of(f"document:{correction.document_id}") if case.about_place else None
    place = words_of(thing, case.about_place) if thing else ""
    said = " · ".join(filter(None, (case.number, place)))
    if case.pk not in handled:
        return said
    address = reverse("admin:policies_case_change", args=[case.pk])
    return format_html('<a href="{}">{}</a>', address, said)
