"""Reasons in four languages: one column per language."""

from modeltranslation.translator import TranslationOptions, register

from portal.calendar.models import SpecialDay


@register(SpecialDay)
class SpecialDayTranslationOptions(TranslationOptions):
    fields = ("name",)
