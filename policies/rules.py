"""Who may do what with policies, consultations and cases: members, as their role says."""

import rules

from portal.organisation.rules import grant, member_may

grant(
    *(f"policies.{action}_deadlineprofile" for action in ("view", "add", "change", "delete")),
    *(f"policies.{action}_deadlinerule" for action in ("view", "add", "change", "delete")),
    # A case: to see it, to take it in at a counter, to handle it, to route it, to approve answers.
    *(f"policies.{action}_case" for action in ("view", "add", "change", "route", "approve")),
    *(f"policies.{action}_matter" for action in ("view", "change")),
    *(f"policies.{action}_publishedanswer" for action in ("view", "change", "publish")),
    *(f"policies.{action}_cannedanswer" for action in ("view", "add", "change", "delete")),
    *(f"policies.{action}_routingrule" for action in ("view", "add", "change", "delete")),
    *(f"policies.{action}_practice" for action in ("view", "add", "change", "delete")),
)

grant(
    *(f"policies.{action}_consultation" for action in ("view", "add", "delete", "publish")),
    *(f"policies.{action}_response" for action in ("view", "change")),
)
grant(*(f"policies.{action}_policy" for action in ("view", "add", "delete", "publish")))


@rules.predicate
def is_shown(user, policy=None):
    """Residents see it: what is saved shows at once."""
    return policy is not None and policy.is_public


rules.set_perm(
    "policies.change_policy",
    member_may("policies.change_policy") & (~is_shown | member_may("policies.publish_policy")),
)
rules.set_perm(
    "policies.change_consultation",
    member_may("policies.change_consultation")
    & (~is_shown | member_may("policies.publish_consultation")),
)
