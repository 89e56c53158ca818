"""Who sets up endpoints, and looks at what was sent: administrators."""

from portal.organisation.rules import grant

grant(
    *(f"webhooks.{action}_endpoint" for action in ("view", "add", "change", "delete")),
    "webhooks.view_message",
    "webhooks.change_message",
)
