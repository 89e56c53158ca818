"""Addresses of policies, consultations and cases: pages below a language."""

from django.urls import path

from policies import views

app_name = "policies"

urlpatterns = [
    path("answers/", views.answer_list, name="answer-list"),
    path("answers/<number:answer_id>/", views.answer_detail, name="answer-detail"),
    path("answers/<number:answer_id>/helpful/", views.answer_helpful, name="answer-helpful"),
    path("consultations/", views.consultation_list, name="consultation-list"),
    path("consultations/response/", views.consultation_change, name="consultation-change"),
    path(
        "consultations/<number:consultation_id>/",
        views.consultation_detail_page,
        name="consultation-detail",
    ),
    path(
        "consultations/<number:consultation_id>/respond/",
        views.consultation_respond,
        name="consultation-respond",
    ),
    path(
        "consultations/<number:consultation_id>/results.csv",
        views.consultation_results,
        name="consultation-results",
    ),
    path(
        "consultations/<number:consultation_id>/responses/",
        views.consultation_responses,
        name="consultation-responses",
    ),
    path("policies/", views.policy_list, name="policy-list"),
    path("policies/<number:policy_id>/", views.policy_detail, name="policy-detail"),
    path(
        "policies/<number:policy_id>/articles/<slug:anchor>/",
        views.article_wordings,
        name="article-wordings",
    ),
    path("cases/", views.case_home, name="case-home"),
    path("cases/new/", views.case_new, name="case-new"),
    path("cases/related/", views.case_related, name="case-related"),
    path("cases/figures/", views.case_figures, name="case-figures"),
    path("cases/figures.csv", views.case_figures_csv, name="case-figures-csv"),
    path("cases/track/", views.case_track, name="case-track"),
    path("cases/track/file/", views.case_file, name="case-file"),
]
