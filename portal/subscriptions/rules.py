"""Who sees how many have subscribed to what: who runs the portal, and who leads it."""

from portal.organisation.rules import grant

grant("subscriptions.view_subscription")
