"""What the app keeps: each noun in a module of its own."""

from policies.models.answers import PublishedAnswer, PublishedAnswerTranslation
from policies.models.case_files import CaseFile
from policies.models.cases import Case, CasePause, Message, Person
from policies.models.deadlines import DeadlineProfile, DeadlineRule, Effect
from policies.models.handling import AnswerDraft, CannedAnswer, Practice, RoutingRule
from policies.models.policies import (
    Article,
    ArticleTranslation,
    Policy,
    PolicyStage,
    PolicyTranslation,
)

__all__ = [
    "AnswerDraft",
    "Article",
    "ArticleTranslation",
    "CannedAnswer",
    "Case",
    "CaseFile",
    "CasePause",
    "DeadlineProfile",
    "DeadlineRule",
    "Effect",
    "Message",
    "Person",
    "Policy",
    "PolicyStage",
    "PolicyTranslation",
    "Practice",
    "PublishedAnswer",
    "PublishedAnswerTranslation",
    "RoutingRule",
]
