"""The verbs of policies, consultations and cases: the only place that changes their state."""

from policies.services.deadlines import (
    active_rule,
    delete_deadline_profile,
    delete_deadline_rule,
    rule_for,
    save_deadline_profile,
    save_deadline_rule,
)

__all__ = [
    "active_rule",
    "delete_deadline_profile",
    "delete_deadline_rule",
    "rule_for",
    "save_deadline_profile",
    "save_deadline_rule",
]
