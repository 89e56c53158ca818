from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal import desk, due, workplan


class InfocenterConfig(AppConfig):
    """The information centre: departments publish; residents search, read and download."""

    name = "infocenter"
    verbose_name = _("Information centre")

    def ready(self):
        from infocenter import (  # noqa: F401
            checks,
            departments,
            downloads,
            indexing,
            search,
            searches,
        )
        from infocenter.datasets.indexing import DATASETS
        from infocenter.datasets.store import remove_answers
        from infocenter.desk import waiting_for
        from infocenter.search import kinds
        from infocenter.search.meaning.store import catch_up_a_little
        from infocenter.services import (
            ask_forgotten,
            choose_popular_searches,
            publish_due,
            settle_searches,
        )
        from infocenter.workplan import tasks
        from portal.organisation.services import when_saved

        desk.register(waiting_for)
        workplan.register(tasks)
        kinds.register(indexing.DOCUMENTS)
        kinds.register(departments.KIND)
        kinds.register(DATASETS)
        when_saved(lambda department: departments.KIND.refresh(department.pk))
        due.register("Documents published at their time", publish_due)
        due.register("Tables read that were forgotten", ask_forgotten)
        due.register("Slices of tables removed", remove_answers)
        due.register("Downloads counted", downloads.count_log)
        due.register("Search entries of an older version made again", kinds.renew_outdated)
        due.register("Common words of the search counted", search.keep_statistics)
        due.register("Texts found by meaning", catch_up_a_little)
        due.register("Searches counted", searches.count_log)
        due.register("Searches looked at", settle_searches)
        due.register("Searches suggested", choose_popular_searches)
