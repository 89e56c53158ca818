from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal import desk, due


class PoliciesConfig(AppConfig):
    """Policies, consultations, and residents' cases from receipt to answer to feedback."""

    name = "policies"
    verbose_name = _("Policies")

    def ready(self):
        from infocenter.search import kinds
        from policies import indexing
        from policies.desk import waiting_for
        from policies.services import case_files, close_answered, forget_old

        kinds.register(indexing.ANSWERS)
        desk.register(waiting_for)
        due.register("Answered cases closed", close_answered)
        due.register("People of old cases forgotten", forget_old)
        due.register("Files that nobody sent removed", case_files.sweep)
