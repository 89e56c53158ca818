"""The life of an evaluation, its scale, and the criteria that a new one begins with."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import pgettext_lazy

from portal.workflow import Transition, table


class EvaluationStatus(TextChoices):
    """Who reads it."""

    DRAFT = "draft", pgettext_lazy("evaluation", "Draft")
    PUBLISHED = "published", pgettext_lazy("evaluation", "Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("evaluation", "Withdrawn")


class Score(IntegerChoices):
    """How well a policy does by a criterion."""

    POOR = 1, pgettext_lazy("score", "Poor")
    WEAK = 2, pgettext_lazy("score", "Weak")
    FAIR = 3, pgettext_lazy("score", "Fair")
    GOOD = 4, pgettext_lazy("score", "Good")
    VERY_GOOD = 5, pgettext_lazy("score", "Very good")


class FindingKind(TextChoices):
    """What a finding says."""

    STRENGTH = "strength", pgettext_lazy("finding", "Strength")
    WEAKNESS = "weakness", pgettext_lazy("finding", "Weakness")


EVALUATION_TRANSITIONS = table(
    Transition("publish", (EvaluationStatus.DRAFT,), EvaluationStatus.PUBLISHED),
    Transition(
        "withdraw",
        (EvaluationStatus.PUBLISHED,),
        EvaluationStatus.WITHDRAWN,
        needs_reason=True,
    ),
)

# The six questions that OECD's committee on development assistance asks of a policy (2019).
USUAL_CRITERIA = (
    {"zh-hant": "相關性", "pt": "Relevância", "en": "Relevance"},
    {"zh-hant": "協調性", "pt": "Coerência", "en": "Coherence"},
    {"zh-hant": "成效", "pt": "Eficácia", "en": "Effectiveness"},
    {"zh-hant": "效率", "pt": "Eficiência", "en": "Efficiency"},
    {"zh-hant": "影響", "pt": "Impacto", "en": "Impact"},
    {"zh-hant": "可持續性", "pt": "Sustentabilidade", "en": "Sustainability"},
)
