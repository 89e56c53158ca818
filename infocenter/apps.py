from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal import desk, due, workplan
from portal.oversight import panels


class InfocenterConfig(AppConfig):
    """The information centre: departments publish; residents search, read and download."""

    name = "infocenter"
    verbose_name = _("Information centre")

    def ready(self):
        from infocenter import (  # noqa: F401
            audited,
            checks,
            corrected_editions,
            corrections,
            departments,
            downloads,
            feeds,
            indexing,
            inspecting,
            mirrored,
            overview,
            published,
            search,
            searches,
            subscribable,
            webhooks,
        )
        from infocenter.datasets.indexing import DATASETS
        from infocenter.datasets.store import FOLDER, remove_answers
        from infocenter.desk import waiting_for
        from infocenter.feeds.documents import documents, editions
        from infocenter.feeds.lists import correction_log, tables
        from infocenter.feeds.searches import searches as searches_as_feed
        from infocenter.interop import records
        from infocenter.outreach import desk as outreach_desk
        from infocenter.outreach import feeds as outreach_feeds
        from infocenter.outreach import indexing as outreach_indexing
        from infocenter.outreach import inspecting as outreach_inspecting
        from infocenter.outreach import sitemaps as outreach_sitemaps
        from infocenter.outreach import subscribable as outreach_subscribable
        from infocenter.search import kinds
        from infocenter.search.meaning.store import catch_up_a_little
        from infocenter.services import (
            announcing,
            ask_forgotten,
            choose_popular_searches,
            drop_unconfirmed,
            forget_sheets,
            forget_visitors,
            publish_due,
            remind_of_reviews,
            remind_visitors,
            settle_searches,
            show_due,
        )
        from infocenter.sitemaps import register as register_on_map
        from infocenter.workplan import tasks
        from portal.accounts.requirements import require_second_factor
        from portal.backup import leave_out
        from portal.inspection import checks as checks_of_inspections
        from portal.inspection import links as inspection_links
        from portal.inspection import sections as inspection_sections
        from portal.organisation.services import when_saved
        from portal.subscriptions import kinds as subscriptions
        from portal.webhooks.kinds import register as offer_webhooks

        leave_out(FOLDER)
        offer_webhooks(webhooks.KINDS)
        for listener in (announcing, webhooks, records):
            published.register(listener.edition_published)
            published.when_withdrawn(listener.document_withdrawn)
            published.when_superseded(listener.document_superseded)
        require_second_factor("infocenter.publish_document", "infocenter.withdraw_document")
        corrections.register(corrected_editions.SOURCE)
        mirrored.register()
        subscriptions.register(*subscribable.KINDS, *outreach_subscribable.KINDS)
        inspection_sections.register(inspecting.sections)
        inspection_links.register(inspecting.texts)
        checks_of_inspections.register(*inspecting.CHECKS)
        desk.register(waiting_for)
        panels.register(overview.figures)
        workplan.register(tasks)
        feeds.register("documents", documents)
        feeds.register("document", editions)
        feeds.register("search", searches_as_feed)
        feeds.register("corrections", correction_log, _("Corrections"))
        feeds.register("data", tables, _("Data"))
        feeds.register("announcements", outreach_feeds.announcements, _("News"))
        feeds.register("events", outreach_feeds.events, _("Events"))
        kinds.register(indexing.DOCUMENTS)
        kinds.register(departments.KIND)
        kinds.register(DATASETS)
        for kind in outreach_indexing.KINDS.values():
            kinds.register(kind)
        register_on_map(outreach_sitemaps.pages)
        inspection_sections.register(outreach_inspecting.sections)
        inspection_links.register(outreach_inspecting.texts)
        desk.register(outreach_desk.waiting_for)
        workplan.register(outreach_desk.tasks)
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
        due.register("Announcements and events shown at their time", show_due)
        due.register("Visitors of events reminded", remind_visitors)
        due.register("Registrations that nobody confirmed removed", drop_unconfirmed)
        due.register("Visitors of past events forgotten", forget_visitors)
