from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from benchmarks.beside.wagtail_site import views

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("files/", include(wagtaildocs_urls)),
    path("search/", views.search, name="search"),
    path("", include(wagtail_urls)),
]
