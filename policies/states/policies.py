"""Where a policy stands, from a proposal to its end, and the moves between."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from portal.workflow import Transition, table


class PolicyStatus(TextChoices):
    """The life of a policy. Whether residents see it is another matter: `Policy.is_public`."""

    PROPOSED = "proposed", pgettext_lazy("policy", "Proposed")
    IN_CONSULTATION = "in_consultation", pgettext_lazy("policy", "In consultation")
    ADOPTED = "adopted", pgettext_lazy("policy", "Adopted")
    IN_FORCE = "in_force", pgettext_lazy("policy", "In force")
    AMENDED = "amended", pgettext_lazy("policy", "In force, amended")
    REPEALED = "repealed", pgettext_lazy("policy", "Repealed")
    EXPIRED = "expired", pgettext_lazy("policy", "Expired")


_COMING = (PolicyStatus.PROPOSED, PolicyStatus.IN_CONSULTATION)
HOLDS = (PolicyStatus.IN_FORCE, PolicyStatus.AMENDED)
ENDS = (PolicyStatus.ADOPTED, *HOLDS)  # what a repeal or its last day brings to an end
ENDED = (PolicyStatus.REPEALED, PolicyStatus.EXPIRED)

POLICY_TRANSITIONS = table(
    Transition("consult", (PolicyStatus.PROPOSED,), PolicyStatus.IN_CONSULTATION),
    Transition("adopt", _COMING, PolicyStatus.ADOPTED),
    Transition("enforce", (PolicyStatus.ADOPTED,), PolicyStatus.IN_FORCE),
    Transition("amend", HOLDS, PolicyStatus.AMENDED, needs_reason=True),
    Transition("repeal", ENDS, PolicyStatus.REPEALED, needs_reason=True),
    Transition("expire", ENDS, PolicyStatus.EXPIRED),
)
