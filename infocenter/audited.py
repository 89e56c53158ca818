"""What belongs to a document, and to news, in history's eyes."""

from portal.history.portraits import audited

audited("infocenter.Document", parts=("translations", "attachments", "datasets"))
audited("infocenter.Announcement", parts=("translations",))
audited("infocenter.Event", parts=("translations",))
audited("infocenter.Campaign", parts=("translations",))
