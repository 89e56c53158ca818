from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal import desk, due, workplan
from portal.oversight import panels


class TrackingConfig(AppConfig):
    """How far each policy has been carried out, by whom, what is late, what is done about it."""

    name = "tracking"
    verbose_name = _("Tracking")

    def ready(self):
        from infocenter import feeds as feeds_of_all
        from infocenter.search import kinds
        from infocenter.sitemaps import register as register_on_map
        from policies import places
        from portal.accounts.requirements import require_second_factor
        from portal.inspection import checks, sections
        from portal.subscriptions import kinds as subscriptions
        from portal.webhooks.kinds import register as offer_webhooks
        from tracking import (
            audited,  # noqa: F401
            inspecting,
            measure_indexing,
            mirrored,
            overview,
            sitemaps,
            subscribable,
            webhooks,
        )
        from tracking.desk import waiting_for
        from tracking.feeds import progress
        from tracking.progress_of_policies import progress_of
        from tracking.services import apply_rules, climb_notices, remind, remind_of_actions
        from tracking.workplan import tasks

        require_second_factor(
            *("tracking.verify_progressreport", "tracking.add_notice", "tracking.change_notice"),
            *("tracking.publish_programme", "tracking.publish_evaluation"),
            *("tracking.decide_recognition", "tracking.approve_publicreport"),
        )
        kinds.register(measure_indexing.KIND)
        feeds_of_all.register("progress", progress, _("Progress"))
        mirrored.register()
        places.register("progress", progress_of)
        sections.register(inspecting.sections)
        subscriptions.register(*subscribable.KINDS)
        checks.register(*inspecting.CHECKS)
        register_on_map(sitemaps.pages)
        due.register("Notices opened by rule", apply_rules)
        due.register("Notices that climb", climb_notices)
        due.register("Departments reminded of milestones", remind)
        due.register("Departments reminded of action items", remind_of_actions)
        desk.register(waiting_for)
        panels.register(overview.figures)
        workplan.register(tasks)
        offer_webhooks(webhooks.KINDS)
