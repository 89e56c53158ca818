"""What pages below this app (a department's) show of its documents."""

from django import template

from infocenter.latest import latest
from infocenter.outreach import listing

register = template.Library()


@register.simple_tag(takes_context=True)
def latest_documents(context, department, limit=5):
    """The newest documents of `department`, in the language of the page."""
    return latest(context["site"]["language"], department=department, limit=limit)


@register.simple_tag(takes_context=True)
def news_of(context, department, limit=3):
    """The newest announcements of `department`."""
    return listing.news(context["site"]["language"], department=department, limit=limit)
