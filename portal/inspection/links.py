"""Links in published texts: whether what they lead to is there for residents.

Ours are answered by our own views, without a network. Those of others are asked only if that is
wanted, each once, and none for long.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as noop
from django.utils.translation import override

from portal import languages, outgoing
from portal.inspection.checks import Check, Finding, Looking
from portal.origin import leads_here

SECONDS = 10  # that another host has for its answer
AT_ONCE = 4  # hosts that are asked at the same time
STAFF = "/admin/"

_HREF = re.compile(r'href="([^"]*)"')
_LANGUAGE = re.compile("/(" + "|".join(languages.CODES) + ")/")


@dataclass(frozen=True)
class Text:
    """A published text as HTML: what it is called, where residents read it, where it is changed."""

    title: str
    html: str
    path: str
    address: str
    department: str = ""


_sources: list[Callable[[], Iterable[Text]]] = []


def register(source: Callable[[], Iterable[Text]]) -> None:
    """Have the links of these texts looked at. Call this in `ready` of an app."""
    _sources.append(source)


def dead_links(looking: Looking) -> Iterator[Finding]:
    """Links that lead nowhere, or where residents can't come in."""
    own = _Own()
    others: dict[str, list[Text]] = {}
    for text in (text for source in _sources for text in source()):
        for link in sorted({html.unescape(each) for each in _HREF.findall(text.html)}):
            if _is_others(link):
                others.setdefault(link, []).append(text)
            elif not link.lower().startswith(("mailto:", "tel:")):
                fault = own.fault(link, text)
                if fault:
                    yield _found(text, fault, link)
    if looking.external:
        yield from _faults_of_others(others)


def _found(text: Text, words: str, link: str) -> Finding:
    language = _LANGUAGE.match(text.path)
    return Finding(
        text.title,
        words,
        text.address,
        text.department,
        {"link": link[:300]},
        language[1] if language else "",
    )


def _is_others(link: str) -> bool:
    return link.lower().startswith(("http://", "https://")) and not leads_here(link)


class _Own:
    """Our own pages, each asked once."""

    def __init__(self):
        self.pages: dict[str, HttpResponseBase | None] = {}
        self.host = urlsplit(settings.FAROL_SITE_URL).hostname or next(
            (each for each in settings.ALLOWED_HOSTS if each[:1] not in ("*", ".")), "localhost"
        )

    def fault(self, link: str, text: Text) -> str:
        """What is wrong with a link of a text; empty if nothing is."""
        try:
            parts = urlsplit(urljoin(text.path, link))
        except ValueError:
            return noop("This is no address: %(link)s")
        path = unquote(parts.path)
        if path.startswith(STAFF):
            return noop("It leads to a page for staff: %(link)s")
        if path.startswith(f"/{settings.STATIC_URL.strip('/')}/"):
            return ""
        if path == text.path:
            return self._missing(parts.fragment, text.html)
        page = self._page(path, parts.query)
        if page is None or page.status_code >= 400:
            return noop("It leads nowhere: %(link)s")
        content = b"" if page.streaming else page.content  # type: ignore[attr-defined]
        is_page = page.get("Content-Type", "").startswith("text/html")
        return self._missing(parts.fragment, content.decode()) if is_page else ""

    def _missing(self, fragment: str, page: str) -> str:
        wanted = html.escape(unquote(fragment), quote=True)
        if not fragment or f'id="{wanted}"' in page:
            return ""
        return noop("The page has no such place: %(link)s")

    def _page(self, path: str, query: str) -> HttpResponseBase | None:
        key = f"{path}?{query}"
        if key not in self.pages:
            self.pages[key] = self._asked(path, query)
        return self.pages[key]

    def _asked(self, path: str, query: str) -> HttpResponseBase | None:
        """The answer of our own view, as a resident would get it."""
        found = _LANGUAGE.match(path)
        request = HttpRequest()
        request.method = "HEAD"  # counts no download
        request.path = request.path_info = path
        request.META = {"HTTP_HOST": self.host, "SERVER_NAME": self.host, "SERVER_PORT": "80"}
        request.GET = QueryDict(query)
        with override(found[1] if found else settings.LANGUAGE_CODE):
            try:
                match = resolve(path)
                return match.func(request, *match.args, **match.kwargs)
            except (Resolver404, Http404, PermissionDenied):
                return None


def _faults_of_others(links: dict[str, list[Text]]) -> Iterator[Finding]:
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        for link, is_there in zip(links, pool.map(answers, links), strict=True):
            if not is_there:
                for text in links[link]:
                    yield _found(text, noop("Another site doesn't have it: %(link)s"), link)


def answers(address: str) -> bool:
    """Whether another host has something at an address. Who refuses programs may have it.

    What only our own network can reach isn't there for residents, and is left alone.
    """
    allowed = settings.FAROL_WEBHOOKS_NETWORKS
    try:
        answer = outgoing.look(address, {"User-Agent": "Farol"}, seconds=SECONDS, allowed=allowed)
    except (outgoing.Forbidden, outgoing.Failed):
        return False
    return answer.status not in (404, 410)


CHECKS = (Check("links", _("Links that lead somewhere"), dead_links),)
