"""Which rows: each noun's reading rules in a module of its own."""

from policies.querysets.answers import PublishedAnswerManager
from policies.querysets.cases import CaseManager, CaseQuerySet
from policies.querysets.consultations import ConsultationManager, ResponseManager
from policies.querysets.policies import ArticleQuerySet, PolicyManager

__all__ = [
    "ArticleQuerySet",
    "CaseManager",
    "CaseQuerySet",
    "ConsultationManager",
    "PolicyManager",
    "PublishedAnswerManager",
    "ResponseManager",
]
