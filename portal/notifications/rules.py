"""Who looks at the outbox, and has a mail sent again: who runs the portal."""

from portal.organisation.rules import grant

grant("notifications.view_delivery", "notifications.change_delivery")
