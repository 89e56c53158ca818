from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal import desk


class TrackingConfig(AppConfig):
    """How far each policy has been carried out, by whom, what is late, what is done about it."""

    name = "tracking"
    verbose_name = _("Tracking")

    def ready(self):
        from infocenter.search import kinds
        from infocenter.sitemaps import register as register_on_map
        from policies import places
        from tracking import measure_indexing, sitemaps
        from tracking.desk import waiting_for
        from tracking.progress_of_policies import progress_of

        kinds.register(measure_indexing.KIND)
        places.register("progress", progress_of)
        register_on_map(sitemaps.pages)
        desk.register(waiting_for)
