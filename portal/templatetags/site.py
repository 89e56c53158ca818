"""Tags of the frame that every page has: kept fragments, language switch, addresses, icons."""

from django import template
from django.conf import settings
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal import languages
from portal.markup import filled, joined
from portal.pagecache import fragments

register = template.Library()

SHARED = ("name", "language", "lang", "prefix", "demonstration")  # the same on every page
TONGUES = tuple((code, name, languages.bcp47(code)) for code, name in languages.LANGUAGES)
_HERE = SafeString(' aria-current="true"')


@register.simple_tag(takes_context=True)
def kept(context, name: str, key: str = "") -> SafeString:
    """Render the template `name` once per language and `key`, until something is published.

    The template sees `site` (without the address of the page), `key`, and nothing else: it can't
    depend on the request. Give keys from templates or views only, never from a reader.
    """
    site = context["site"]

    def render() -> SafeString:
        shared = {each: site[each] for each in SHARED}
        template = context.template.engine.get_template(name)
        return template.render(Context({"site": shared, "key": key}))

    if settings.DEBUG:  # who is at work on a template wants to see it
        return render()
    return fragments.kept((name, key, site["language"]), render)


@register.simple_tag(takes_context=True)
def language_links(context) -> SafeString:
    """The language switch: the same page, with its query, in each language."""
    site = context["site"]
    tail = site["rest"] + site["query"]
    links = joined(
        filled(
            '<li><a href="{}{}{}" lang="{}" hreflang="{}"{}>{}</a></li>',
            site["prefix"], code, tail, tag, tag, _HERE if code == site["language"] else "", name,
        )
        for code, name, tag in TONGUES
    )  # fmt: skip
    shape = '<nav class="site-languages" aria-label="{}"><ul>{}</ul></nav>'
    return filled(shape, _("Language"), links)


@register.simple_tag(takes_context=True)
def alternates(context) -> SafeString:
    """In the head: the canonical address of the page, and its address in each language."""
    site = context["site"]
    start, rest = f"{site['origin']}{site['prefix']}", site["rest"]
    here = f"{start}{site['language']}{rest}"
    other = '<link rel="alternate" hreflang="{}" href="{}">'
    links = [
        filled('<link rel="canonical" href="{}">', here),
        *(filled(other, tag, f"{start}{code}{rest}") for code, _name, tag in TONGUES),
        filled(other, "x-default", f"{start}{settings.LANGUAGE_CODE}{rest}"),
        filled('<meta property="og:url" content="{}">', here),
    ]
    return joined(links, "\n")


@register.simple_tag
def crest() -> str:
    """The address of the crest: a static file of ours, or the operator's own image."""
    image = settings.FAROL_CREST
    return image if image.startswith(("/", "https://", "http://")) else static(image)


@register.simple_tag(takes_context=True)
def contact(context) -> dict:
    """How to reach the administration, in the reader's language: email, phone, address."""
    addresses = settings.FAROL_CONTACT_ADDRESS
    language = languages.best(context["site"]["language"], addresses)
    return {
        "email": settings.FAROL_CONTACT_EMAIL,
        "phone": settings.FAROL_CONTACT_PHONE,
        "address": addresses.get(language or "", ""),
    }


@register.filter
def bcp47(code: str) -> str:
    """The tag of a language for `lang=`; empty for what isn't one of ours."""
    return languages.bcp47(code) if code in languages.NAMES else ""


@register.filter
def language_name(code: str) -> str:
    """The name of a language in itself: `pt` -> `Português`."""
    return languages.NAMES.get(code, code)


@register.simple_tag
def facts(*pairs) -> SafeString:
    """`<div><dt>..</dt><dd>..</dd></div>` for each label and value given in turn; empty ones go."""
    found = [(label, value) for label, value in zip(pairs[::2], pairs[1::2], strict=True) if value]
    return format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", found)
