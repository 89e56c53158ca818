"""Titles and texts in four languages: one column per language."""

from modeltranslation.translator import TranslationOptions, register

from portal.pages.models import StandingPage


@register(StandingPage)
class StandingPageTranslationOptions(TranslationOptions):
    fields = ("title", "body")
