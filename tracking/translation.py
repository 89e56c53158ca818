"""Names, reasons and accounts in four languages: one column per language."""

from modeltranslation.translator import TranslationOptions, register

from tracking.models import (
    DateChange,
    Indicator,
    Measure,
    Milestone,
    Notice,
    NoticeStep,
    Observation,
    Phase,
    Programme,
    ProgressReport,
    SupervisionRule,
)


@register(Programme)
class ProgrammeTranslationOptions(TranslationOptions):
    fields = ("name", "summary")


@register(Phase)
class PhaseTranslationOptions(TranslationOptions):
    fields = ("name",)


@register(Measure)
class MeasureTranslationOptions(TranslationOptions):
    fields = ("name", "description")


@register(Milestone)
class MilestoneTranslationOptions(TranslationOptions):
    fields = ("name",)


@register(DateChange)
class DateChangeTranslationOptions(TranslationOptions):
    fields = ("reason",)


@register(Indicator)
class IndicatorTranslationOptions(TranslationOptions):
    fields = ("name", "unit")


@register(Observation)
class ObservationTranslationOptions(TranslationOptions):
    fields = ("source",)


@register(ProgressReport)
class ProgressReportTranslationOptions(TranslationOptions):
    fields = ("narrative", "obstacles", "remark")


@register(SupervisionRule)
class SupervisionRuleTranslationOptions(TranslationOptions):
    fields = ("name",)


@register(Notice)
class NoticeTranslationOptions(TranslationOptions):
    fields = ("text",)


@register(NoticeStep)
class NoticeStepTranslationOptions(TranslationOptions):
    fields = ("words",)
