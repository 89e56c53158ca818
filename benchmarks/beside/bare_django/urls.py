from django.urls import path

from benchmarks.beside.bare_django import views

urlpatterns = [
    path("constant/", views.constant),
    path("documents/", views.document_list),
    path("documents/<int:document_id>/", views.document_detail),
    path("files/<int:file_id>/", views.download),
]
