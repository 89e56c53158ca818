"""The verbs of policies, consultations and cases: the only place that changes their state."""
