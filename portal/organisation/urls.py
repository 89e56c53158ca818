from django.urls import path

from portal.organisation import views

app_name = "organisation"

urlpatterns = [
    path("departments/", views.department_list, name="department-list"),
    path("departments/<str:code>/", views.department_detail, name="department-detail"),
]
