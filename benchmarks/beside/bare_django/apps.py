from django.apps import AppConfig


class BareConfig(AppConfig):
    name = "benchmarks.beside.bare_django"
    label = "bare_django"
    default_auto_field = "django.db.models.BigAutoField"
