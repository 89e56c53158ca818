from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal import desk, due, workplan
from portal.oversight import panels


class PoliciesConfig(AppConfig):
    """Policies, consultations, and residents' cases from receipt to answer to feedback."""

    name = "policies"
    verbose_name = _("Policies")

    def ready(self):
        from infocenter import beside, corrections, published
        from infocenter import feeds as feeds_of_all
        from infocenter import places as places_of_documents
        from infocenter.search import kinds
        from infocenter.sitemaps import register as register_on_map
        from policies import (  # noqa: F401
            answer_indexing,
            audited,
            consultation_desk,
            consultation_indexing,
            corrected_articles,
            feeds,
            inspecting,
            mirrored,
            overview,
            places,
            policy_indexing,
            sitemaps,
            subscribable,
            webhooks,
        )
        from policies.answers_of_policies import answers_of
        from policies.cases_of_documents import reports_of
        from policies.consultations_of_policies import consultations_of
        from policies.desk import waiting_for
        from policies.policies_of_documents import policies_of
        from policies.services import (
            case_files,
            close_answered,
            follow_dates,
            follow_openings,
            forget_old,
            forget_respondents,
        )
        from policies.services.corrections import note_edition
        from policies.workplan import tasks
        from portal.accounts.requirements import require_second_factor
        from portal.inspection import checks, links, sections
        from portal.subscriptions import kinds as subscriptions
        from portal.webhooks.kinds import register as offer_webhooks

        require_second_factor(
            *("policies.view_case", "policies.route_case", "policies.approve_case"),
            *("policies.publish_policy", "policies.publish_consultation"),
            *("policies.publish_publishedanswer", "policies.view_response"),
        )
        kinds.register(answer_indexing.KIND)
        mirrored.register()
        kinds.register(consultation_indexing.KIND)
        places.register("consultations", consultations_of)
        places_of_documents.register(policies_of)
        places.register("answers", answers_of)
        desk.register(waiting_for)
        panels.register(overview.figures)
        workplan.register(tasks)
        desk.register(consultation_desk.waiting_for)
        kinds.register(policy_indexing.KIND)
        register_on_map(sitemaps.pages)
        for source in feeds.SOURCES:
            feeds_of_all.register(*source)
        sections.register(inspecting.sections)
        links.register(inspecting.texts)
        checks.register(*inspecting.CHECKS)
        published.register(note_edition)
        subscriptions.register(*subscribable.KINDS)
        subscriptions.widen("document", subscribable.policies_of)
        offer_webhooks(webhooks.KINDS)
        beside.register(reports_of)
        corrections.register(corrected_articles.SOURCE)
        due.register("Policies in force and at their end", follow_dates)
        due.register("Answered cases closed", close_answered)
        due.register("People of old cases forgotten", forget_old)
        due.register("Files that nobody sent removed", case_files.sweep)
        due.register("Policies whose consultations have opened", follow_openings)
        due.register("People who responded long ago forgotten", forget_respondents)
