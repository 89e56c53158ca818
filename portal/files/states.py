"""What became of the attempt to read the text in a file."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TextState(models.TextChoices):
    """Where a file is on its way from bytes to searchable text."""

    PENDING = "pending", _("waiting to be read")
    OK = "ok", _("text found")
    NO_TEXT = "no_text", _("no text (scan)")
    ENCRYPTED = "encrypted", _("encrypted")
    BROKEN = "broken", _("broken")
    TOO_LARGE = "too_large", _("too large")
    TIMED_OUT = "timed_out", _("timed out")
    UNSUPPORTED = "unsupported", _("no text in this type")


FINAL = frozenset(TextState) - {TextState.PENDING}
