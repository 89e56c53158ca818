"""The answered questions on the page of a policy."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from policies.models import PublishedAnswer
from portal import labels

MOST = 10


def answers_of(policy_id: int, language: str) -> SafeString:
    """The newest public answers that name the policy; nothing if there are none."""
    rows = PublishedAnswer.objects.public().filter(policies=policy_id)
    answers = [
        (
            reverse("policies:answer-detail", args=[each.pk]),
            labels.best({t.language: t.question for t in each.translations.all()}, language),
        )
        for each in rows.prefetch_related("translations")[:MOST]
    ]
    if not answers:
        return SafeString("")
    return render_to_string("policies/partials/answers_of_policy.html", {"answers": answers})
