"""What a key may be used for."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Scope(TextChoices):
    """A key does no more than its scopes say, whatever its account may do."""

    READ = "read", _("Read what the own departments prepare")
    PUBLISH = "publish", _("Write and publish documents, news, events and consultations' answers")
    CASES = "cases", _("Read and handle cases: personal data")
    TRACKING = "tracking", _("Report on measures, and verify reports")
