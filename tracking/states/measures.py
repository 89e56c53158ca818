"""How a measure stands."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Health(TextChoices):
    """How a measure stands on a day. Computed, never stored."""

    NOT_STARTED = "not_started", pgettext_lazy("measure", "Not started")
    ON_TRACK = "on_track", pgettext_lazy("measure", "On track")
    AT_RISK = "at_risk", pgettext_lazy("measure", "At risk")
    OVERDUE = "overdue", pgettext_lazy("measure", "Overdue")
    DONE = "done", pgettext_lazy("measure", "Done")
