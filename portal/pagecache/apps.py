from django.apps import AppConfig


class PageCacheConfig(AppConfig):
    """Kept pages and the number that says how long they hold."""

    name = "portal.pagecache"
    label = "pagecache"
    verbose_name = "Page cache"
    default_auto_field = "django.db.models.BigAutoField"
