"""Addresses of the information centre: pages below a language, and those that machines read."""

from django.urls import path, register_converter

from infocenter import feeds, sitemaps, views
from infocenter.converters import LanguageConverter, NumberConverter, RdfConverter

register_converter(NumberConverter, "number")
register_converter(LanguageConverter, "language")
register_converter(RdfConverter, "rdf")

app_name = "infocenter"

_DOCUMENT = "documents/<number:document_id>/"

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/suggestions/", views.suggestions, name="suggestions"),
    path("data/", views.dataset_list, name="dataset-list"),
    path("data/<number:dataset_id>/", views.dataset_detail, name="dataset-detail"),
    path("data/<number:dataset_id>/rows<str:end>", views.dataset_rows, name="dataset-rows"),
    path("documents/", views.document_list, name="document-list"),
    path("corrections/", views.correction_list, name="correction-list"),
    path("documents/feeds/", views.feed_list, name="feed"),
    path(_DOCUMENT, views.document_detail, name="document-detail"),
    path(f"{_DOCUMENT}print/", views.document_print, name="document-print"),
    path(f"{_DOCUMENT}history/", views.document_history, name="document-history"),
    path(f"{_DOCUMENT}compare/", views.document_compare, name="document-compare"),
    path(f"{_DOCUMENT}editions/<number:number>/", views.edition_detail, name="edition-detail"),
    path(
        f"{_DOCUMENT}editions/<number:number>/all.zip",
        views.edition_archive,
        name="edition-archive",
    ),
    path(f"{_DOCUMENT}files/all.zip", views.document_archive, name="document-archive"),
    path(
        f"{_DOCUMENT}files/<number:attachment_id>/<str:name>",
        views.attachment_download,
        name="attachment-download",
    ),
    path(
        f"{_DOCUMENT}files/<number:attachment_id>/text/",
        views.attachment_text,
        name="attachment-text",
    ),
    path(
        f"{_DOCUMENT}previews/<number:attachment_id>.webp",
        views.attachment_preview,
        name="attachment-preview",
    ),
    path(
        f"{_DOCUMENT}previews/<number:attachment_id>-<number:page>.webp",
        views.attachment_preview,
        name="attachment-picture",
    ),
]

machines = [
    path("feeds/documents.<language:language>.atom", feeds.atom, name="documents-atom"),
    path("feeds/documents.<language:language>.json", feeds.json_feed, name="documents-json"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.standing, name="sitemap-pages"),
    path("sitemap-pages-<number:part>.xml", sitemaps.standing, name="sitemap-more"),
    path("sitemap-<number:part>.xml", sitemaps.documents, name="sitemap-documents"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("opensearch.<language:language>.xml", views.opensearch, name="opensearch"),
    path(
        "opensearch/suggestions.<language:language>.json",
        views.opensearch_suggestions,
        name="opensearch-suggestions",
    ),
    path("oai", views.oai, name="oai"),
    path("api/action/<slug:action>", views.ckan_action, name="ckan-action-latest"),
    path("api/3/action/<slug:action>", views.ckan_action, name="ckan-action"),
    path("catalog", views.catalog, name="catalog"),
    path("catalog.<rdf:form>", views.catalog_file, name="catalog-file"),
    path("catalog/documents/<number:document_id>", views.catalog_document, name="catalog-document"),
    path(
        "catalog/documents/<number:document_id>.<rdf:form>",
        views.catalog_document_file,
        name="catalog-document-file",
    ),
]
