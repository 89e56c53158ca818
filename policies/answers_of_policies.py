"""The answered questions on the page of a policy."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from infocenter.presentation import titled
from policies.models import PublishedAnswer

MOST = 10


def answers_of(policy_id: int, language: str) -> SafeString:
    """The newest public answers that name the policy; nothing if there are none."""
    rows = PublishedAnswer.objects.public().filter(policies=policy_id)
    answers = [
        (
            reverse("policies:answer-detail", args=[each.pk]),
            *titled(language, {one.language: one.question for one in each.translations.all()}),
        )
        for each in rows.prefetch_related("translations")[:MOST]
    ]
    if not answers:
        return SafeString("")
    return render_to_string("policies/partials/answers_of_policy.html", {"answers": answers})
