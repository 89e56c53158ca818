"""The kinds of matters that residents bring."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CaseKind(TextChoices):
    """What a resident wants."""

    ENQUIRY = "enquiry", _("Enquiry")
    SUGGESTION = "suggestion", _("Suggestion")
    COMPLAINT = "complaint", _("Complaint")
    APPLICATION = "application", _("Application")
    CORRECTION = "correction", _("Correction")
