"""Verbs of tracking. The only place that changes what is planned, claimed or verified."""

from tracking.services.indicators import observe, remove_indicator, save_indicator
from tracking.services.measures import (
    MilestoneLine,
    add_measure,
    delete_measure,
    save_measure,
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

__all__ = [
    "ClaimLine",
    "MilestoneLine",
    "add_evidence",
    "add_measure",
    "create_programme",
    "delete_measure",
    "delete_programme",
    "discard_report",
    "hide_programme",
    "norms_in_force",
    "observe",
    "open_report",
    "publish_programme",
    "remove_evidence",
    "remove_indicator",
    "remove_phase",
    "restate",
    "return_report",
    "save_indicator",
    "save_measure",
    "save_norms",
    "save_phase",
    "save_programme",
    "save_report",
    "submit_report",
    "verify_report",
]
