"""Names and legal bases in four languages: one column per language."""

from modeltranslation.translator import TranslationOptions, register

from policies.models import (
    ArticleCorrection,
    CannedAnswer,
    Choice,
    Consultation,
    DeadlineProfile,
    DeadlineRule,
    Point,
    PolicyStage,
    Question,
)


@register(DeadlineProfile)
class DeadlineProfileTranslationOptions(TranslationOptions):
    fields = ("name",)


@register(DeadlineRule)
class DeadlineRuleTranslationOptions(TranslationOptions):
    fields = ("legal_basis",)


@register(CannedAnswer)
class CannedAnswerTranslationOptions(TranslationOptions):
    fields = ("text",)


@register(PolicyStage)
class PolicyStageTranslationOptions(TranslationOptions):
    fields = ("note",)


@register(Consultation)
class ConsultationTranslationOptions(TranslationOptions):
    fields = ("reason",)


@register(Question)
class QuestionTranslationOptions(TranslationOptions):
    fields = ("text", "hint")


@register(Choice)
class ChoiceTranslationOptions(TranslationOptions):
    fields = ("text",)


@register(Point)
class PointTranslationOptions(TranslationOptions):
    fields = ("said", "did")


@register(ArticleCorrection)
class ArticleCorrectionTranslationOptions(TranslationOptions):
    fields = ("note",)
