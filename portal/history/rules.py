"""Who may read history: members whose role says so, of their own department."""

from portal.organisation.rules import grant

grant("history.view_event")
