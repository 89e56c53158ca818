"""The information centre for editors and publishers, in Django's own admin."""

from infocenter.admin import words  # noqa: F401  (names the verbs)
from infocenter.admin.documents import DocumentAdmin
from infocenter.admin.editions import EditionAdmin
from infocenter.admin.topics import TopicAdmin

__all__ = ["DocumentAdmin", "EditionAdmin", "TopicAdmin"]
