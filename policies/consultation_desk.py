"""What waits for staff among the consultations: responses to look at, answers to give."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from policies.models import Consultation, Response
from policies.states.consultations import ConsultationStatus, ResponseStatus
from portal.desk import Item, Pile

SHOWN = 5


def waiting_for(user) -> list[Pile]:
    """The piles that this person can do something about."""
    piles = []
    if user.has_perm("policies.change_response"):
        piles.append(_quarantine(user))
    if user.has_perm("policies.publish_consultation"):
        piles.append(_to_answer(user))
    return piles


def to_answer(consultations):
    """Those that have closed, and wait for the government's answer."""
    return consultations.filter(status=ConsultationStatus.PUBLISHED, closes_at__lte=timezone.now())


def _quarantine(user) -> Pile:
    rows = Response.objects.managed_by(user, "policies.change_response")
    rows = rows.filter(status=ResponseStatus.QUARANTINE).order_by("sent_at")
    found = rows.select_related("consultation").prefetch_related("consultation__translations")
    return Pile(
        "responses-quarantine",
        _("Responses in quarantine"),
        _("No response waits for a look."),
        rows.count(),
        [
            Item(
                each.number,
                reverse("admin:policies_response_change", args=[each.pk]),
                str(each.consultation),
            )
            for each in found[:SHOWN]
        ],
        f"{reverse('admin:policies_response_changelist')}?status__exact=quarantine",
    )


def _to_answer(user) -> Pile:
    rows = Consultation.objects.managed_by(user, "policies.publish_consultation")
    rows = to_answer(rows)
    found = rows.order_by("closes_at").prefetch_related("translations")
    return Pile(
        "consultations-to-answer",
        _("Consultations to answer"),
        _("Every consultation that has closed is answered."),
        rows.count(),
        [
            Item(
                str(each),
                reverse("admin:policies_consultation_change", args=[each.pk]),
                date_format(localtime(each.closes_at), "SHORT_DATE_FORMAT"),
            )
            for each in found[:SHOWN]
        ],
        f"{reverse('admin:policies_consultation_changelist')}?waiting=answer",
    )
