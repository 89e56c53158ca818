"""Telling subscribers what became of a policy, in the transaction that makes it so."""

from collections.abc import Mapping

from django.utils import timezone

from policies.models import Consultation, Policy
from portal.subscriptions import happenings
from portal.subscriptions.kinds import Subject

CHANGED = "changed"


def announce_policy(policy: Policy, event: str, notes: Mapping[str, str] | None = None) -> None:
    """What happened to a policy that residents see. Changes of one day are told once."""
    if not policy.is_public:
        return
    today = timezone.localdate().isoformat()
    topics = policy.topics.values_list("pk", flat=True)
    happenings.tell(
        "policy",
        policy.pk,
        event,
        once=f"{event}-{today if event == CHANGED else policy.version}",
        titles=dict(policy.translations.values_list("language", "title")),
        notes=notes,
        subjects=[
            Subject("department", str(policy.department_id)),
            *(Subject("topic", str(pk)) for pk in topics),
        ],
    )


def announce_consultation(consultation: Consultation, event: str) -> None:
    """Residents are asked about a policy, or what they said was answered."""
    policy = consultation.policy
    if not policy.is_public:
        return
    happenings.tell(
        "consultation",
        consultation.pk,
        event,
        once=event,
        titles=dict(consultation.translations.values_list("language", "title")),
        subjects=[
            Subject("policy", str(policy.pk)),
            Subject("department", str(policy.department_id)),
        ],
    )
