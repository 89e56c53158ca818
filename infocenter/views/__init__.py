"""Public pages of the information centre. They know no user and no session."""

from infocenter.views.catalog import (
    catalog,
    catalog_document,
    catalog_document_file,
    catalog_file,
)
from infocenter.views.ckan import ckan_action
from infocenter.views.corrections import correction_list
from infocenter.views.datasets import dataset_detail, dataset_list, dataset_rows
from infocenter.views.documents import document_detail, document_print, edition_detail
from infocenter.views.editions import document_compare, document_history
from infocenter.views.file_text import attachment_text
from infocenter.views.files import (
    attachment_download,
    attachment_preview,
    document_archive,
    edition_archive,
)
from infocenter.views.lists import document_list, feed_list
from infocenter.views.oai import oai
from infocenter.views.opensearch import opensearch, opensearch_suggestions
from infocenter.views.outreach import (
    announcement_detail,
    announcement_list,
    campaign_detail,
    campaign_list,
    event_calendar,
    event_detail,
    event_list,
    events_calendar,
)
from infocenter.views.registrations import event_register, registration
from infocenter.views.search import search
from infocenter.views.suggestions import suggestions

__all__ = [
    "announcement_detail",
    "announcement_list",
    "attachment_download",
    "attachment_preview",
    "attachment_text",
    "campaign_detail",
    "campaign_list",
    "catalog",
    "catalog_document",
    "catalog_document_file",
    "catalog_file",
    "ckan_action",
    "correction_list",
    "dataset_detail",
    "dataset_list",
    "dataset_rows",
    "document_archive",
    "document_compare",
    "document_detail",
    "document_history",
    "document_list",
    "document_print",
    "edition_archive",
    "edition_detail",
    "event_calendar",
    "event_detail",
    "event_list",
    "event_register",
    "events_calendar",
    "feed_list",
    "oai",
    "opensearch",
    "opensearch_suggestions",
    "registration",
    "search",
    "suggestions",
]
