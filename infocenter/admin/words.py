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
