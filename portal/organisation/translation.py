"""Labels in four languages: one column per language."""

from modeltranslation.translator import TranslationOptions, register

from portal.organisation.models import Department, LeadershipSeat


@register(Department)
class DepartmentTranslationOptions(TranslationOptions):
    fields = ("name", "description", "duties", "address")


@register(LeadershipSeat)
class LeadershipSeatTranslationOptions(TranslationOptions):
    fields = ("name", "post", "duties")
