"""Who may read history: members whose role says so, of their own department.

Before, after and from where is for those who audit: leadership and administrators.
"""

from portal.organisation.rules import grant

grant("history.view_event", "history.audit_event")
