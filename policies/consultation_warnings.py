"""What an editor should think about before a consultation is announced."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policies.models import Consultation, DeadlineProfile
from policies.states.consultations import Audience, ConsultationStatus


def about(consultation: Consultation) -> list[str]:
    """Sentences; none if nothing is odd, or if it is over anyway."""
    if consultation.status not in (ConsultationStatus.DRAFT, ConsultationStatus.PUBLISHED):
        return []
    return [*_too_short(consultation), *_overlaps(consultation)]


def _too_short(consultation: Consultation) -> list[str]:
    profile = DeadlineProfile.objects.filter(is_active=True).first()
    if profile is None or not profile.consultation_days:
        return []
    days = (consultation.closes_at - consultation.opens_at).days
    if days >= profile.consultation_days:
        return []
    return [
        ngettext(
            "It lasts %(days)s day; %(profile)s asks for %(least)s at least (%(source)s, "
            "to be confirmed by the operator).",
            "It lasts %(days)s days; %(profile)s asks for %(least)s at least (%(source)s, "
            "to be confirmed by the operator).",
            days,
        )
        % {
            "days": days,
            "profile": profile,
            "least": profile.consultation_days,
            "source": profile.consultation_source,
        }
    ]


def _overlaps(consultation: Consultation) -> list[str]:
    """Others that ask the same people at the same time."""
    others = Consultation.objects.exclude(pk=consultation.pk).filter(
        status=ConsultationStatus.PUBLISHED,
        opens_at__lt=consultation.closes_at,
        closes_at__gt=consultation.opens_at,
    )
    if consultation.audience != Audience.EVERYBODY:
        others = others.filter(audience__in=(consultation.audience, Audience.EVERYBODY))
    return [
        _("“%(title)s” asks the same people at the same time.") % {"title": each}
        for each in others.prefetch_related("translations")
    ]
