"""Labels in four languages: one column per language."""

from modeltranslation.translator import TranslationOptions, register

from infocenter.models import Topic


@register(Topic)
class TopicTranslationOptions(TranslationOptions):
    fields = ("name",)
