"""What is kept in one column per language: names of topics and columns, reasons of withdrawals."""

from modeltranslation.translator import TranslationOptions, register

from infocenter.models import Column, Document, Topic


@register(Topic)
class TopicTranslationOptions(TranslationOptions):
    fields = ("name",)


@register(Document)
class DocumentTranslationOptions(TranslationOptions):
    fields = ("withdrawal_reason",)


@register(Column)
class ColumnTranslationOptions(TranslationOptions):
    fields = ("name", "description", "unit")
