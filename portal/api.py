"""The addresses of the API: everything public, and below `work/` what departments do with a key.

A new resource is one line here: a view of `portal.rest.views.PublicThings` or `Work`, and its name.
"""

from django.urls import include, path, re_path
from rest_framework.routers import SimpleRouter

from infocenter.api import asking, outreach, reading, telling, work
from policies.api import answering, handling
from policies.api import reading as of_policies
from portal.rest import account, documentation
from portal.rest.feed import Changes
from tracking.api import measuring, noticing, reporting
from tracking.api import reading as of_tracking

PUBLIC = {
    "departments": reading.Departments,
    "topics": reading.Topics,
    "documents": reading.Documents,
    "datasets": reading.Datasets,
    "announcements": telling.Announcements,
    "events": telling.Events,
    "campaigns": telling.Campaigns,
    "policies": of_policies.Policies,
    "consultations": of_policies.Consultations,
    "answers": of_policies.Answers,
    "programmes": of_tracking.Programmes,
    "measures": of_tracking.Measures,
    "reports": of_tracking.Reports,
    "indicators": of_tracking.Indicators,
    "notices": of_tracking.Notices,
}
ONE_ANSWER = {
    "search/": asking.Search,
    "datasets/<number:pk>/rows/": asking.Rows,
    "changes/": Changes,
    "work/me/": account.Account,
}

WORK = {
    "documents": work.WorkingDocuments,
    "announcements": outreach.WorkingAnnouncements,
    "events": outreach.WorkingEvents,
    "consultations": answering.WorkingConsultations,
    "cases": handling.Cases,
    "measures": measuring.WorkingMeasures,
    "reports": reporting.WorkingReports,
    "indicators": measuring.WorkingIndicators,
    "notices": noticing.WorkingNotices,
    "uploads": account.Uploads,
}

router = SimpleRouter()
for name, view in [*PUBLIC.items(), *((f"work/{name}", each) for name, each in WORK.items())]:
    router.register(name, view, basename=view.__name__.lower())

app_name = "api"
urlpatterns = [
    path("v1/schema/", documentation.schema, name="schema"),
    path("docs/", documentation.docs, name="docs"),
    *(
        path(f"v1/{route}", view.as_view({"get": "read"}), name=view.__name__.lower())
        for route, view in ONE_ANSWER.items()
    ),
    path("v1/", include(router.urls)),
    re_path("", documentation.nothing_here, name="nothing"),
]
