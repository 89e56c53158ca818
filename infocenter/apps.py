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
            corrected_editions,
            corrections,
            departments,
            downloads,
            indexing,
            inspecting,
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
            forget_sheets,
            publish_due,
            remind_of_reviews,
            settle_searches,
        )
        from infocenter.workplan import tasks
        from portal.accounts.requirements import require_second_factor
        from portal.inspection import checks as checks_of_inspections
        from portal.inspection import links as inspection_links
        from portal.inspection import sections as inspection_sections
        from portal.organisation.services import when_saved

        require_second_factor("infocenter.publish_document", "infocenter.withdraw_document")
        corrections.register(corrected_editions.SOURCE)
        inspection_sections.register(inspecting.sections)
        inspection_links.register(inspecting.texts)
        checks_of_inspections.register(*inspecting.CHECKS)
        desk.register(waiting_for)
        workplan.register(tasks)
        kinds.register(indexing.DOCUMENTS)
        kinds.register(departments.KIND)
        kinds.register(DATASETS)
        when_saved(lambda department: departments.KIND.refresh(department.pk))
        due.register("Documents published at their time", publish_due)
        due.register("Tables read that were forgotten", ask_forgotten)
        due.register("Slices of tables removed", remove_answers)
        due.register("Departments reminded of reviews", remind_of_reviews)
        due.register("Spreadsheets of past weeks thrown away", forget_sheets)
        due.register("Downloads counted", downloads.count_log)
        due.register("Search entries of an older version made again", kinds.renew_outdated)
        due.register("Common words of the search counted", search.keep_statistics)
        due.register("Texts found by meaning", catch_up_a_little)
        due.register("Searches counted", searches.count_log)
        due.register("Searches looked at", settle_searches)
        due.register("Searches suggested", choose_popular_searches)
