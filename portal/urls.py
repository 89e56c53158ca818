"""The addresses of everything: pages below their language, machines' addresses without."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from infocenter.urls import machines
from portal import health, metrics
from portal.organisation.urls import machines as calendars
from portal.pages.entrance import entrance
from portal.pages.security import security_txt

urlpatterns = [
    *i18n_patterns(
        path("", include("infocenter.urls")),
        path("", include("policies.urls")),
        path("", include("tracking.urls")),
        path("", include("portal.subscriptions.urls")),
        path("", include("portal.organisation.urls")),
        path("", include("portal.pages.urls")),
        prefix_default_language=True,
    ),
    path("", entrance, name="entrance"),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("metrics", metrics.page, name="metrics"),
    path(".well-known/security.txt", security_txt, name="security-txt"),
    path("admin/", admin.site.urls),
    path("", include((machines, "machines"))),
    path("api/", include("portal.api")),
    *calendars,
]

handler400 = "portal.pages.errors.bad_request"
handler403 = "portal.pages.errors.not_allowed"
handler404 = "portal.pages.errors.not_found"
handler500 = "portal.pages.errors.server_error"
