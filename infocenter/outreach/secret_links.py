"""Secret links of registrations: made of the portal's key, the database alone tells none."""

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import override

from infocenter.models import Registration


def address(registration: Registration, language: str) -> str:
    """Where a person sees, confirms and cancels the registration."""
    with override(language):
        return reverse("infocenter:registration", args=[registration.pk, _secret(registration)])


def find(registration_id: int, secret: str) -> Registration | None:
    """The registration of a link; None alike for a wrong number and for a wrong secret."""
    rows = Registration.objects.select_related("event")
    registration = rows.filter(pk=registration_id).first()
    if registration is None or not constant_time_compare(_secret(registration), secret):
        return None
    return registration


def mark_of(event_id: int, email: str) -> str:
    """Alike for the same address at the same event, and telling nothing of it."""
    said = f"{event_id}:{email.strip().casefold()}"
    return salted_hmac("infocenter.registration.mark", said, algorithm="sha256").hexdigest()


def _secret(registration: Registration) -> str:
    said = f"{registration.pk}:{registration.nonce}"
    return salted_hmac("infocenter.registration", said, algorithm="sha256").hexdigest()[:40]
