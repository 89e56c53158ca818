"""What every public page knows about the site and about its own address."""

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.urls import get_script_prefix
from django.utils.translation import get_language

from portal import languages

LONGEST_QUERY = 1000  # the language switch repeats the query four times; beyond this it is dropped


def site(request) -> dict:
    """`site` in every template: name, language, address; no session, no user, no query."""
    language = get_language()
    if language not in languages.NAMES:
        language = settings.LANGUAGE_CODE
    prefix, rest, query = split_path(request)
    host = origin(request)
    return {
        "site": {
            "name": site_name(language),
            "language": language,
            "lang": languages.bcp47(language),
            "origin": host,
            "prefix": prefix,
            "rest": rest,
            "query": query,
            "canonical": f"{host}{prefix}{language}{rest}",
            "sends_mails": bool(settings.FAROL_MAIL),
            "demonstration": settings.FAROL_DEMONSTRATION,
        }
    }


def site_name(language: str) -> str:
    """The name of the site in `language`, or in the first language that has one."""
    names = settings.FAROL_SITE_NAME
    return next((names[code] for code in languages.fallbacks(language) if code in names), "Farol")


def split_path(request) -> tuple[str, str, str]:
    """The address as (prefix, path after the language, query with its `?`), ready for a link.

    A page without a language in its address (an error) counts as the home page.
    """
    prefix = get_script_prefix()
    path, _mark, query = request.get_full_path().partition("?")
    code, slash, rest = path[len(prefix) :].partition("/")
    if code not in languages.NAMES or not slash:
        return prefix, "/", ""
    return prefix, f"/{rest}", f"?{query}" if query and len(query) <= LONGEST_QUERY else ""


def origin(request) -> str:
    """Scheme and host of the site, as its settings or else the request say."""
    if settings.FAROL_SITE_URL:
        return settings.FAROL_SITE_URL
    try:
        return f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        return ""
