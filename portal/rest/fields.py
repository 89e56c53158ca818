"""Fields of the API that are not DRF's own: words by language, times with their offset, codes."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal import labels, languages

SAMPLE = {"zh-hant": "房屋預算", "pt": "Orçamento da habitação", "en": "Housing budget"}


def words_schema(description: str = "") -> dict:
    """An object with a text for each language in which there is one."""
    return {
        "type": "object",
        "description": f"{description} By language; only those in which it was written.".strip(),
        "properties": {code: {"type": "string"} for code in languages.CODES},
        "additionalProperties": False,
        "example": SAMPLE,
    }


@extend_schema_field(words_schema())
class Words(serializers.Field):
    """Words by language, of columns of the row itself (`name_pt`, ...)."""

    default_error_messages: Mapping[str, Any] = {
        "not_a_dict": _("This must be an object."),
        "language": _("There is no language “%(code)s” here."),
        "text": _("This must be a text."),
        "nothing": _("Write it in one language at least."),
    }

    def __init__(self, *, longest: int | None = None, allow_empty: bool = True, **options):
        self.allow_empty = allow_empty
        self.text = serializers.CharField(max_length=longest, allow_blank=True)
        super().__init__(**options)

    def get_attribute(self, instance):
        return instance

    def to_representation(self, value) -> dict[str, str]:
        name = str(self.source)
        found = ((code, getattr(value, column)) for code, column in labels.columns(name))
        return {code: words for code, words in found if words}

    def to_internal_value(self, data) -> dict[str, str]:
        if not isinstance(data, dict):
            self.fail("not_a_dict")
        found, errors = {}, {}
        for code, words in data.items():
            if code not in languages.CODES:
                message = self.error_messages["language"] % {"code": str(code)[:20]}
                errors[str(code)[:20]] = [serializers.ErrorDetail(message, "language")]
                continue
            if not isinstance(words, str):
                errors[code] = [serializers.ErrorDetail(str(self.error_messages["text"]), "text")]
                continue
            try:
                found[code] = self.text.run_validation(words)
            except serializers.ValidationError as error:
                errors[code] = error.detail
        if errors:
            raise serializers.ValidationError(errors)
        if not self.allow_empty and not any(found.values()):
            self.fail("nothing")
        return found


@extend_schema_field(words_schema())
class Versions(Words):
    """Words by language, of language versions: rows of their own (`translations`)."""

    def to_representation(self, value) -> dict[str, str]:
        name = str(self.source)
        versions = getattr(value, "versions", None) or {
            each.language: each for each in value.translations.all()
        }
        found = {code: getattr(each, name) for code, each in versions.items()}
        return {code: found[code] for code in languages.CODES if found.get(code)}


class Moment(serializers.DateTimeField):
    """A time as RFC 3339 has it, with the offset of the portal's own time zone."""

    def to_representation(self, value):
        return timezone.localtime(value).isoformat() if value is not None else None


class Code(serializers.SlugRelatedField):
    """Something by the code that addresses know it by."""

    def __init__(self, slug_field: str = "code", **options):
        super().__init__(slug_field=slug_field, **options)

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid")
        if "\0" in data:
            self.fail("does_not_exist", slug_name=self.slug_field, value="")
        return super().to_internal_value(data)
