"""Documents and their editions, what is told beside them, and what search keeps."""

from infocenter.models.datasets import Column, Dataset, EditionDataset, Table
from infocenter.models.documents import Attachment, Document, DocumentTranslation, Topic
from infocenter.models.editions import Edition, EditionFile, EditionTranslation
from infocenter.models.events import Event, EventTranslation, Registration, Visitor
from infocenter.models.guidance import BestBet, SynonymGroup
from infocenter.models.links import DocumentLink
from infocenter.models.outreach import (
    Announcement,
    AnnouncementTranslation,
    Campaign,
    CampaignTranslation,
    Outreach,
)
from infocenter.models.passages import EmbeddedText
from infocenter.models.records import Record
from infocenter.models.reviews import ReviewReminder
from infocenter.models.search import SearchEntry, SearchTerm, SearchText
from infocenter.models.searches import PopularSearch, SearchCount
from infocenter.models.sheets import DocumentSheet, SheetFile
from infocenter.models.vocabulary import SearchInitials, SearchSound, SearchWord

__all__ = [
    "Announcement",
    "AnnouncementTranslation",
    "Attachment",
    "BestBet",
    "Campaign",
    "CampaignTranslation",
    "Column",
    "Dataset",
    "Document",
    "DocumentLink",
    "DocumentSheet",
    "DocumentTranslation",
    "Edition",
    "EditionDataset",
    "EditionFile",
    "EditionTranslation",
    "EmbeddedText",
    "Event",
    "EventTranslation",
    "Outreach",
    "PopularSearch",
    "Record",
    "Registration",
    "ReviewReminder",
    "SearchCount",
    "SearchEntry",
    "SearchInitials",
    "SearchSound",
    "SearchTerm",
    "SearchText",
    "SearchWord",
    "SheetFile",
    "SynonymGroup",
    "Table",
    "Topic",
    "Visitor",
]
