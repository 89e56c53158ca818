"""How far a policy has been carried out, on its page."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from tracking.models import Programme
from tracking.public import asof, figures


def progress_of(policy_id: int, language: str) -> SafeString:
    """Its public programmes with their measures by health; nothing if there are none."""
    programmes = Programme.objects.public().filter(policy=policy_id)
    found = figures.of_programmes(programmes, asof.today(), language)
    if not found:
        return SafeString("")
    return render_to_string("tracking/partials/progress_of_policy.html", {"programmes": found})
