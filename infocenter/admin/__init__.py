"""The information centre for editors and publishers, in Django's own admin."""

from infocenter.admin import words  # noqa: F401  (names the verbs)
from infocenter.admin.documents import DocumentAdmin
from infocenter.admin.editions import EditionAdmin
from infocenter.admin.guidance import BestBetAdmin, SynonymGroupAdmin
from infocenter.admin.outreach import AnnouncementAdmin, CampaignAdmin, EventAdmin
from infocenter.admin.searches import PopularSearchAdmin, SearchCountAdmin
from infocenter.admin.topics import TopicAdmin

__all__ = [
    "AnnouncementAdmin",
    "BestBetAdmin",
    "CampaignAdmin",
    "DocumentAdmin",
    "EditionAdmin",
    "EventAdmin",
    "PopularSearchAdmin",
    "SearchCountAdmin",
    "SynonymGroupAdmin",
    "TopicAdmin",
]
