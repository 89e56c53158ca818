"""Outreach: announcements, events and campaigns, as residents read them."""
