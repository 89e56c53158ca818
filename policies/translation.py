"""Names and legal bases in four languages: one column per language."""

from modeltranslation.translator import TranslationOptions, register

from policies.models import CannedAnswer, DeadlineProfile, DeadlineRule, PolicyStage


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
