from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal import desk, due, workplan


class TrackingConfig(AppConfig):
    """How far each policy has been carried out, by whom, what is late, what is done about it."""

    name = "tracking"
    verbose_name = _("Tracking")

    def ready(self):
        from infocenter.search import kinds
        from infocenter.sitemaps import register as register_on_map
        from policies import places
        from portal.accounts.requirements import require_second_factor
        from portal.inspection import checks, sections
        from tracking import inspecting, measure_indexing, sitemaps
        from tracking.desk import waiting_for
        from tracking.progress_of_policies import progress_of
        from tracking.services import apply_rules, climb_notices, remind, remind_of_actions
        from tracking.workplan import tasks

        require_second_factor(
            *("tracking.verify_progressreport", "tracking.add_notice", "tracking.change_notice"),
            *("tracking.publish_programme", "tracking.publish_evaluation"),
            *("tracking.decide_recognition", "tracking.approve_publicreport"),
        )
        kinds.register(measure_indexing.KIND)
        places.register("progress", progress_of)
        sections.register(inspecting.sections)
        checks.register(*inspecting.CHECKS)
        register_on_map(sitemaps.pages)
        due.register("Notices opened by rule", apply_rules)
        due.register("Notices that climb", climb_notices)
        due.register("Departments reminded of milestones", remind)
        due.register("Departments reminded of action items", remind_of_actions)
        desk.register(waiting_for)
        workplan.register(tasks)
