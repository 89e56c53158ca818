"""What of policies can be subscribed to, and what of theirs belongs to other things."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from infocenter.subscribable import number
from policies import consultation_indexing, policy_indexing
from policies.models import Consultation, Policy
from policies.states.policies import PolicyStatus
from portal.labels import Label, best
from portal.subscriptions.kinds import Kind, Subject


def _policy(key: str, language: str) -> Label | None:
    return _title(Policy.objects.public(), key, language)


def _consultation(key: str, language: str) -> Label | None:
    return _title(Consultation.objects.public(), key, language)


def _title(rows, key: str, language: str) -> Label | None:
    found = rows.filter(pk=number(key)).first()
    if found is None:
        return None
    return best(dict(found.translations.values_list("language", "title")), language)


def policies_of(document_id: int) -> Iterable[Subject]:
    """What happens to a document also happens to the policies that it belongs to."""
    rows = Policy.objects.public().filter(documents=document_id)
    return [Subject("policy", str(pk)) for pk in rows.order_by("pk").values_list("pk", flat=True)]


KINDS = [
    Kind(
        "policy",
        _("Policy"),
        _policy,
        lambda key, language: policy_indexing.address(int(key), language),
        events={
            "published": _("New policy"),
            "changed": _("Policy changed"),
            **{str(value): label for value, label in PolicyStatus.choices},
        },
    ),
    Kind(
        "consultation",
        _("Consultation"),
        _consultation,
        lambda key, language: consultation_indexing.address(int(key), language),
        events={
            "published": _("New consultation"),
            "answered": _("Consultation answered"),
        },
    ),
]
