"""The words of history, in templates."""

from django import template

from portal.history.words import words_of

register = template.Library()
register.filter("words_of", words_of)


@register.filter
def is_list(value) -> bool:
    """Whether a detail of an event is a list."""
    return isinstance(value, list)
