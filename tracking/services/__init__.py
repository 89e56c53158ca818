"""Verbs of tracking. The only place that changes what is planned, claimed or verified."""

from tracking.services.indicators import observe, remove_indicator, save_indicator
from tracking.services.measures import (
    MilestoneLine,
    add_measure,
    delete_measure,
    save_measure,
)
from tracking.services.notices import (
    answer_notice,
    apply_rules,
    climb_notices,
    close_notice,
    delete_rule,
    open_notice,
    pause_notice,
    raise_notice,
    resume_notice,
    save_rule,
)
from tracking.services.programmes import (
    create_programme,
    delete_programme,
    hide_programme,
    publish_programme,
    remove_phase,
    save_phase,
    save_programme,
)
from tracking.services.reports import (
    ClaimLine,
    add_evidence,
    discard_report,
    open_report,
    remove_evidence,
    return_report,
    save_report,
    submit_report,
    verify_report,
)
from tracking.services.standings import norms_in_force, restate, save_norms
from tracking.services.telling import remind

__all__ = [
    "ClaimLine",
    "MilestoneLine",
    "add_evidence",
    "add_measure",
    "answer_notice",
    "apply_rules",
    "climb_notices",
    "close_notice",
    "create_programme",
    "delete_measure",
    "delete_programme",
    "delete_rule",
    "discard_report",
    "hide_programme",
    "norms_in_force",
    "observe",
    "open_notice",
    "open_report",
    "pause_notice",
    "publish_programme",
    "raise_notice",
    "remind",
    "remove_evidence",
    "remove_indicator",
    "remove_phase",
    "restate",
    "resume_notice",
    "return_report",
    "save_indicator",
    "save_measure",
    "save_norms",
    "save_phase",
    "save_programme",
    "save_report",
    "save_rule",
    "submit_report",
    "verify_report",
]
