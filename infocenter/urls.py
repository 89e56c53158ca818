"""Addresses of the information centre: pages below a language, and those that machines read."""

from django.urls import path, register_converter

from infocenter import feeds, sitemaps, views
from infocenter.converters import FeedConverter, LanguageConverter, NumberConverter, RdfConverter

register_converter(NumberConverter, "number")
register_converter(LanguageConverter, "language")
register_converter(FeedConverter, "feed")
register_converter(RdfConverter, "rdf")

app_name = "infocenter"

_DOCUMENT = "documents/<number:document_id>/"

urlpatterns = [
    path("announcements/", views.announcement_list, name="announcement-list"),
    path(
        "announcements/<number:announcement_id>/",
        views.announcement_detail,
        name="announcement-detail",
    ),
    path("events/", views.event_list, name="event-list"),
    path("events/<number:event_id>/", views.event_detail, name="event-detail"),
    path("events/<number:event_id>/event.ics", views.event_calendar, name="event-calendar"),
    path("events/<number:event_id>/register/", views.event_register, name="event-register"),
    path(
        "events/registrations/<number:registration_id>/<slug:secret>/",
        views.registration,
        name="registration",
    ),
    path("campaigns/", views.campaign_list, name="campaign-list"),
    path("campaigns/<number:campaign_id>/", views.campaign_detail, name="campaign-detail"),
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
    path("feeds/<slug:name>.<language:language>.<feed:form>", feeds.feed, name="feed"),
    path("feeds/events.<language:language>.ics", views.events_calendar, name="events-calendar"),
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
