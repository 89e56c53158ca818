"""Who may do what with documents and outreach: members, in their own department, as their role
says."""

import rules

from portal.organisation.rules import grant, member_may

OUTREACH = ("announcement", "event", "campaign")

DOCUMENT_ACTIONS = (
    "view", "add", "change", "delete", "submit", "publish", "withdraw", "correct",
)  # fmt: skip

grant(
    *(f"infocenter.{action}_document" for action in DOCUMENT_ACTIONS),
    *(f"infocenter.{action}_attachment" for action in ("view", "add", "change", "delete")),
    *(f"infocenter.{action}_documenttranslation" for action in ("view", "add", "change", "delete")),
    *(f"infocenter.{action}_topic" for action in ("view", "add", "change", "delete")),
    "infocenter.view_edition",
    *(f"infocenter.{action}_synonymgroup" for action in ("view", "add", "change", "delete")),
    *(f"infocenter.{action}_bestbet" for action in ("view", "add", "change", "delete")),
    "infocenter.view_searchcount",
    "infocenter.view_popularsearch",
    "infocenter.change_popularsearch",
)

grant(
    *(
        f"infocenter.{action}_{kind}"
        for action in ("view", "add", "delete", "publish")
        for kind in OUTREACH
    ),
    "infocenter.view_registration",
    "infocenter.change_registration",
)


@rules.predicate
def is_public(user, thing=None):
    """It was published: what is saved shows to residents at once."""
    return thing is not None and thing.is_public


for _kind in OUTREACH:
    rules.set_perm(
        f"infocenter.change_{_kind}",
        member_may(f"infocenter.change_{_kind}")
        & (~is_public | member_may(f"infocenter.publish_{_kind}")),
    )
