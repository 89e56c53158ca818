"""The verbs of policies, consultations and cases: the only place that changes their state."""

from policies.services.cases import Filing, Receipt, deadline_of, file_case, find_case
from policies.services.deadlines import (
    active_rule,
    delete_deadline_profile,
    delete_deadline_rule,
    rule_for,
    save_deadline_profile,
    save_deadline_rule,
)

__all__ = [
    "Filing",
    "Receipt",
    "active_rule",
    "deadline_of",
    "delete_deadline_profile",
    "delete_deadline_rule",
    "file_case",
    "find_case",
    "rule_for",
    "save_deadline_profile",
    "save_deadline_rule",
]
