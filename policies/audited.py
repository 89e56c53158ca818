"""What history tells of policies and consultations; of residents' things, named columns only."""

from portal.history.portraits import audited

audited("policies.Policy", parts=("translations", "articles", "stages"))
audited("policies.Consultation", parts=("translations", "questions", "points"))
audited(
    "policies.Case",
    only=(
        *("kind", "status", "channel", "language", "department", "officer", "topic", "rating"),
        *("acknowledged_at", "answered_at", "closed_at", "reopened_at", "forgotten_at"),
        *("about_kind", "about_id", "about_place", "is_extended", "is_suspect", "may_publish"),
        *("split_from", "merged_into"),
    ),
)
audited(
    "policies.Response",
    only=(
        "consultation",
        "language",
        "status",
        "may_publish",
        "sent_at",
        "changed_at",
        "published_at",
    ),
)
audited(
    "policies.PublishedAnswer",
    only=("department", "topic", "status", "consented_at", "written_by", "published_at"),
)
