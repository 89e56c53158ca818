"""Who may do what with documents: members, in their own department, as their role says."""

from portal.organisation.rules import grant

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
