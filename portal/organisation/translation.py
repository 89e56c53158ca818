"""Labels in four languages: one column per language."""

from modeltranslation.translator import TranslationOptions, register

from portal.organisation.models import Department


@register(Department)
class DepartmentTranslationOptions(TranslationOptions):
    fields = ("name", "description", "address")
