from django.urls import path

from benchmarks.beside.bare_django import views

urlpatterns = [
    path("constant/", views.constant),
    path("two-rows/", views.two_rows),
    path("documents/", views.document_list),
    path("documents/<int:document_id>/", views.document_detail),
    path("files/<int:file_id>/", views.download),
]
