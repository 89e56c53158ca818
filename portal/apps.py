from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _
from django_tasks_db.apps import TasksAppConfig


class PortalConfig(AppConfig):
    """Foundation: checks, template tags and commands of the portal as a whole."""

    name = "portal"
    default = True

    def ready(self):
        from portal import checks, due, throttling  # noqa: F401  (registers the system checks)

        due.register("Counts of attempts forgotten", throttling.sweep)


class PortalAdminConfig(admin_apps.AdminConfig):
    default_site = "portal.admin.PortalAdminSite"
    default = False


class BackgroundTasksConfig(TasksAppConfig):
    """Tasks in the database, with names in the languages of the admin."""

    verbose_name = _("background tasks")  # type: ignore[assignment]  # Django takes a lazy one too
    default = False

    def ready(self):
        super().ready()
        names = self.get_model("DBTaskResult")._meta
        names.verbose_name = _("background task")
        names.verbose_name_plural = _("background tasks")
