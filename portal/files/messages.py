"""What the editor reads about a file: what happened, and what to do. The database keeps a code."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portal.files.states import TextState

_OF_STATE: dict[str, str] = {
    TextState.PENDING: gettext_noop(
        "The text in this file is being read. Come back in a few minutes."
    ),
    TextState.OK: gettext_noop("The text in this file was read: search finds it."),
    TextState.NO_TEXT: gettext_noop(
        "This file holds pictures of pages, but no text: search and screen readers can't read it. "
        "Run text recognition (OCR) over it, or attach the original document."
    ),
    TextState.ENCRYPTED: gettext_noop(
        "This file is locked with a password: residents can't open it. "
        "Save it again without the password and replace it."
    ),
    TextState.BROKEN: gettext_noop(
        "This file is damaged or not what its type says, and no text could be read. "
        "Open it in the program that made it, save it again and replace it."
    ),
    TextState.TOO_LARGE: gettext_noop(
        "This file is too large for its text to be read. It can be downloaded, "
        "but search won't find what is in it. Consider splitting it."
    ),
    TextState.TIMED_OUT: gettext_noop(
        "Reading the text in this file took too long and was stopped. It can be downloaded, "
        "but search won't find what is in it. Save it again in a simpler form or split it."
    ),
    TextState.UNSUPPORTED: gettext_noop(
        "Files of this type hold no text that search could read. "
        "Describe what is in it in the document's summary."
    ),
}

_OF_CODE = {
    "cut": gettext_noop(
        "Only the beginning of the text in this file is searched, because there is so much of it. "
        "Consider splitting it."
    ),
    "repaired": gettext_noop(
        "This file has faults, but its text could be read. "
        "If it doesn't open for everyone, save it again and replace it."
    ),
    "some_scans": gettext_noop(
        "Some pages of this file are pictures without text: search and screen readers can't read "
        "them. Run text recognition (OCR) over it, or attach the original document."
    ),
    "empty": gettext_noop(
        "No text was found in this file. If it should have some, check it and replace it."
    ),
    "zero_bytes": gettext_noop("This file is empty. Choose the right file and replace it."),
    "copying_forbidden": gettext_noop(
        "This PDF opens, but its author has locked copying and changing. "
        "Its text was read; some screen readers may refuse it. Save it without restrictions."
    ),
    "memory": gettext_noop(
        "This file unpacks to more than the portal allows, and no text was read. "
        "Check that it is what you think, or split it."
    ),
    "crashed": gettext_noop(
        "This file is so damaged that the program that reads it gave up. "
        "Open it in the program that made it, save it again and replace it."
    ),
    "missing": gettext_noop(
        "The bytes of this file are missing from the file store. Tell the administrator."
    ),
}


def sentence(state: str, code: str = "") -> str:
    """The translated sentence for a text state and, where there is one, the finer code."""
    return _(_OF_CODE.get(code) or _OF_STATE[state])
