from django.urls import path

from portal.organisation import views

app_name = "organisation"

urlpatterns = [
    path("departments/", views.department_list, name="department-list"),
    path("departments/leadership/", views.leadership, name="leadership"),
    path("departments/<str:code>/", views.department_detail, name="department-detail"),
]

# Without a language: machines fetch it.
machines = [
    path(
        "calendars/<number:calendar_id>-<slug:secret>.ics",
        views.work_calendar,
        name="work-calendar",
    )
]
