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
from infocenter.views.search import search
from infocenter.views.suggestions import suggestions

__all__ = [
    "attachment_download",
    "attachment_preview",
    "attachment_text",
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
    "feed_list",
    "oai",
    "opensearch",
    "opensearch_suggestions",
    "search",
    "suggestions",
]
