"""What belongs to a document in history's eyes."""

from portal.history.portraits import audited

audited("infocenter.Document", parts=("translations", "attachments", "datasets"))
