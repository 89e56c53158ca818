"""Addresses of tracking: pages below a language."""

from django.urls import path

from tracking import views

app_name = "tracking"

urlpatterns = [
    path("progress/", views.overview, name="overview"),
    path("progress/measures/", views.measure_list_page, name="measure-list"),
    path("progress/measures/<number:measure_id>/", views.measure_detail, name="measure-detail"),
    path(
        "progress/programmes/<number:programme_id>/",
        views.programme_detail,
        name="programme-detail",
    ),
    path(
        "progress/evidence/<number:evidence_id>/<str:name>",
        views.evidence_download,
        name="evidence-download",
    ),
    path("progress/evaluations/", views.evaluation_list, name="evaluation-list"),
    path(
        "progress/evaluations/<number:evaluation_id>/",
        views.evaluation_detail,
        name="evaluation-detail",
    ),
    path("progress/certificates/", views.certificates, name="certificates"),
]
