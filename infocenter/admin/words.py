"""What the verbs of documents and topics are called in the history."""

from django.utils.translation import gettext_lazy as _

from portal.history.words import name_verbs

name_verbs(
    {
        "document.created": _("Document created"),
        "document.changed": _("Working copy changed"),
        "document.deleted": _("Draft deleted"),
        "document.file_added": _("File added"),
        "document.file_described": _("File renamed or moved"),
        "document.file_removed": _("File removed"),
        "document.dataset_offered": _("Table offered to be queried"),
        "document.dataset_taken_back": _("Table no longer offered"),
        "document.dataset_read_again": _("Table to be read again"),
        "document.dataset_described": _("Columns of a table described"),
        "document.submitted": _("Submitted for review"),
        "document.retracted": _("Taken back to draft"),
        "document.returned": _("Returned to draft"),
        "document.scheduled": _("Scheduled"),
        "document.published": _("Published"),
        "document.revised": _("Opened for a new edition"),
        "document.correction_opened": _("Opened for a correction"),
        "document.from_sheet": _("Taken from a spreadsheet"),
        "document.withdrawn": _("Withdrawn"),
        "document.superseded": _("Superseded"),
        "synonyms.added": _("Words that mean the same added"),
        "synonyms.changed": _("Words that mean the same changed"),
        "synonyms.deleted": _("Words that mean the same deleted"),
        "best_bet.added": _("Document recommended"),
        "best_bet.changed": _("Recommendation changed"),
        "best_bet.deleted": _("Recommendation taken back"),
        "search.hidden": _("Search no longer suggested"),
        "search.shown": _("Search suggested again"),
        "topic.added": _("Topic added"),
        "topic.changed": _("Topic changed"),
        "topic.deleted": _("Topic deleted"),
    }
)

for _kind in ("announcement", "event", "campaign"):
    name_verbs(
        {
            f"{_kind}.created": _("Draft written"),
            f"{_kind}.changed": _("Changed"),
            f"{_kind}.deleted": _("Draft deleted"),
            f"{_kind}.submit": _("Submitted for review"),
            f"{_kind}.return": _("Returned to draft"),
            f"{_kind}.publish": _("Published"),
            f"{_kind}.withdraw": _("Withdrawn"),
            f"{_kind}.revise": _("Made a draft again"),
        }
    )

name_verbs(
    {
        "event.call_off": _("Event called off"),
        "event.attendance": _("Attendance taken"),
        "event.registrations_seen": _("Registrations looked at"),
        "event.registrations_exported": _("Registrations taken out as a file"),
        "event.forgotten": _("Visitors of the event forgotten"),
        "registration.confirmed": _("Registration confirmed"),
        "registration.cancelled": _("Registration cancelled"),
        "registration.moved_up": _("Moved up from the waiting list"),
    }
)
