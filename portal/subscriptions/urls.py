"""Addresses of subscriptions, below a language. Their links are secrets of whoever has the mail."""

from django.urls import path

from portal.subscriptions import views

app_name = "subscriptions"

urlpatterns = [
    path("subscriptions/", views.home, name="home"),
    path("subscriptions/new/", views.new, name="new"),
    path("subscriptions/confirm/<str:token>/", views.confirm, name="confirm"),
    path("subscriptions/manage/<str:token>/", views.manage, name="manage"),
    path("subscriptions/end/<str:token>/", views.end, name="end"),
]
