"""Names, reasons and accounts in four languages: one column per language."""

from modeltranslation.translator import TranslationOptions, register

from tracking.models import (
    ActionItem,
    AgendaItem,
    Criterion,
    DateChange,
    Evaluation,
    Finding,
    Indicator,
    Measure,
    Meeting,
    Milestone,
    Notice,
    NoticeStep,
    Observation,
    Phase,
    Programme,
    ProgressReport,
    QuizQuestion,
    Recognition,
    Session,
    SupervisionRule,
    Training,
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


@register(Evaluation)
class EvaluationTranslationOptions(TranslationOptions):
    fields = ("name", "summary", "method")


@register(Criterion)
class CriterionTranslationOptions(TranslationOptions):
    fields = ("name", "grounds")


@register(Finding)
class FindingTranslationOptions(TranslationOptions):
    fields = ("text",)


@register(Meeting)
class MeetingTranslationOptions(TranslationOptions):
    fields = ("name", "place", "minutes")


@register(AgendaItem)
class AgendaItemTranslationOptions(TranslationOptions):
    fields = ("text", "decision")


@register(ActionItem)
class ActionItemTranslationOptions(TranslationOptions):
    fields = ("text", "account")


@register(Recognition)
class RecognitionTranslationOptions(TranslationOptions):
    fields = ("grounds", "reply", "decision")


@register(Training)
class TrainingTranslationOptions(TranslationOptions):
    fields = ("name", "summary")


@register(Session)
class SessionTranslationOptions(TranslationOptions):
    fields = ("place",)


@register(QuizQuestion)
class QuizQuestionTranslationOptions(TranslationOptions):
    fields = ("text", "options")
