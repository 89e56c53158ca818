"""The words of history, in templates."""

from django import template

from portal.history.words import words_of

register = template.Library()
register.filter("words_of", words_of)


@register.filter
def is_list(value) -> bool:
    """Whether a detail of an event is a list."""
    return isinstance(value, list)


@register.filter
def pairs(details: dict):
    """Names and values of an event's details, of which one may itself be called `items`."""
    return details.items()
