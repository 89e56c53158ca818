"""Who may write the standing pages: administrators, as their role says."""

from portal.organisation.rules import grant

grant(*(f"pages.{action}_standingpage" for action in ("view", "add", "change", "delete")))
