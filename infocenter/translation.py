"""What is kept in one column per language: names of topics and columns, reasons of withdrawals."""

from modeltranslation.translator import TranslationOptions, register

from infocenter.models import Announcement, Campaign, Column, Document, Event, Topic


@register(Topic)
class TopicTranslationOptions(TranslationOptions):
    fields = ("name",)


@register(Document)
class DocumentTranslationOptions(TranslationOptions):
    fields = ("withdrawal_reason",)


@register(Column)
class ColumnTranslationOptions(TranslationOptions):
    fields = ("name", "description", "unit")


@register(Announcement)
class AnnouncementTranslationOptions(TranslationOptions):
    fields = ("reason",)


@register(Event)
class EventTranslationOptions(TranslationOptions):
    fields = ("reason",)


@register(Campaign)
class CampaignTranslationOptions(TranslationOptions):
    fields = ("reason",)
