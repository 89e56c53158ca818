"""The consultations on the page of a policy."""

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from policies import consultation_listing
from policies.models import Consultation


def consultations_of(policy_id: int, language: str) -> SafeString:
    """The public consultations on the policy, what is open first; nothing if there are none."""
    rows = Consultation.objects.public().filter(policy=policy_id)
    found = consultation_listing.shown(rows.at(timezone.now()).in_list_order(), language)
    if not found:
        return SafeString("")
    return render_to_string("policies/partials/consultations_of_policy.html", {"rows": found})
