"""Addresses of policies, consultations and cases: pages below a language."""

from django.urls.resolvers import URLPattern

app_name = "policies"

urlpatterns: list[URLPattern] = []
