"""Addresses of public pages, without asking the URL resolver for each of them."""

from functools import lru_cache
from urllib.parse import quote

from django.urls import get_script_prefix, reverse
from django.utils.translation import override


@lru_cache(maxsize=256)
def _page(name: str, language: str, prefix: str) -> str:
    with override(language):
        return reverse(name)


def page(name: str, language: str) -> str:
    """The address of a page that has no parameters."""
    return _page(name, language, get_script_prefix())


def documents(language: str) -> str:
    """The list of documents."""
    return page("infocenter:document-list", language)


def narrowed(language: str, facet: str, value: str) -> str:
    """The list with one filter on."""
    return f"{documents(language)}?{facet}={quote(value, safe='')}"


def document(document_id: int, language: str) -> str:
    """The page of a document; everything about it lies below."""
    return f"{page('infocenter:document-list', language)}{document_id}/"
