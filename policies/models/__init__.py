"""What the app keeps: each noun in a module of its own."""

from policies.models.answers import PublishedAnswer, PublishedAnswerTranslation
from policies.models.case_files import CaseFile
from policies.models.cases import Case, CasePause, Matter, Message, Person
from policies.models.consultations import (
    Choice,
    Consultation,
    ConsultationTranslation,
    Point,
    Question,
)
from policies.models.corrections import ArticleCorrection, Correction
from policies.models.deadlines import DeadlineProfile, DeadlineRule, Effect
from policies.models.handling import AnswerDraft, CannedAnswer, Practice, RoutingRule
from policies.models.policies import (
    Article,
    ArticleTranslation,
    ArticleWording,
    Policy,
    PolicyStage,
    PolicyTranslation,
)
from policies.models.responses import Reply, Respondent, Response

__all__ = [
    "AnswerDraft",
    "Article",
    "ArticleCorrection",
    "ArticleTranslation",
    "ArticleWording",
    "CannedAnswer",
    "Case",
    "CaseFile",
    "CasePause",
    "Choice",
    "Consultation",
    "ConsultationTranslation",
    "Correction",
    "DeadlineProfile",
    "DeadlineRule",
    "Effect",
    "Matter",
    "Message",
    "Person",
    "Point",
    "Policy",
    "PolicyStage",
    "PolicyTranslation",
    "Practice",
    "PublishedAnswer",
    "PublishedAnswerTranslation",
    "Question",
    "Reply",
    "Respondent",
    "Response",
    "RoutingRule",
]
