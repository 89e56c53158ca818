"""Who may say when offices are open: administrators; all staff may look."""

from portal.organisation.rules import grant

grant(*(f"calendar.{action}_specialday" for action in ("view", "add", "change", "delete")))
