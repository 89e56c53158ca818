from django.urls import path

from portal.pages import views
from portal.pages.models import Standing

app_name = "pages"

urlpatterns = [
    path("", views.home, name="home"),
    path("status/", views.status, name="status"),
    *(path(f"{slug}/", views.standing, {"slug": slug}, name=slug) for slug in Standing.values),
]
