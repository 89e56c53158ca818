"""What belongs to measures, notices and their like in history's eyes."""

from portal.history.portraits import audited

audited("tracking.Programme", parts=("phases",))
audited("tracking.Measure", parts=("milestones", "indicators", "date_changes"))
audited("tracking.ProgressReport", parts=("claims", "evidence"))
audited("tracking.Notice", parts=("steps",))
audited("tracking.Evaluation", parts=("criteria", "findings"))
audited("tracking.Meeting", parts=("agenda", "attendance"))
audited("tracking.Training", parts=("sessions",))
