"""Who looks the portal over: supervisors and those who run it; the leadership group reads."""

from portal.organisation.rules import grant

grant(
    "inspection.view_inspection",
    "inspection.add_inspection",
    "inspection.view_limits",
    "inspection.change_limits",
)
