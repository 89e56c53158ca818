"""What people search for: counted by question and week, without a trace of who asked.

Pages are kept in front of Django, so this looks at addresses there: a search is asked when its page
is fetched, and a result is opened when a document's page is fetched from it, as the Referer tells.
A question is kept as a digest, and becomes readable only once it was asked often enough.
"""

import hmac
import re
from collections import Counter
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from infocenter.models import SearchCount
from infocenter.models.searches import LONGEST_QUESTION
from infocenter.search import text
from portal.tally import Tally, emptied

OFTEN = 5  # times, and
DAYS = 2  # days in a week, from which on a question can be read
LOG = "searches.log"  # in FAROL_VAR_DIR, written by nginx

_SEARCH = re.compile(r"/[a-z-]+/search/")
_RESULT = re.compile(r"/[a-z-]+/documents/[0-9]+/(?:files/[0-9]+/text/)?")
_PERSONAL = re.compile(r"@|(?:\d[\s.-]?){7}")  # mail addresses; numbers of telephones and persons


class CountedSearches:
    """WSGI middleware in front of the kept pages."""

    def __init__(self, app):
        self.app = app
        self.session_cookie = settings.SESSION_COOKIE_NAME + "="

    def __call__(self, environ, start_response):
        path, referer = environ["PATH_INFO"], environ.get("HTTP_REFERER", "")
        if ("/search/" in path or "/search/?" in referer) and self._is_fetched(environ):
            note(f"{path}?{environ['QUERY_STRING']}", referer)
        return self.app(environ, start_response)

    def _is_fetched(self, environ) -> bool:
        """By a resident, and not only compared with what her browser has."""
        return (
            environ["REQUEST_METHOD"] == "GET"
            and "HTTP_IF_NONE_MATCH" not in environ
            and self.session_cookie not in environ.get("HTTP_COOKIE", "")
        )


def note(address: str, referer: str) -> None:
    """Count a page that was fetched, if it is a search or was opened from one."""
    asked, before = question_of(address), question_of(referer)
    if asked and asked != before:
        tally.add((asked, "asked"))
    elif before and not asked and _RESULT.fullmatch(urlsplit(address).path):
        tally.add((before, "opened"))


def question_of(address: str) -> str:
    """The question of a search page's address; empty for other pages and what may be personal."""
    try:
        parts = urlsplit(address)
        if not _SEARCH.fullmatch(parts.path):
            return ""
        asked = parse_qs(parts.query, max_num_fields=30).get("q", [""])[0]
    except ValueError:
        return ""
    question = " ".join(asked.replace("\0", " ").split())
    if len(question) > LONGEST_QUESTION or _PERSONAL.search(question):
        return ""
    return question.encode(errors="replace").decode()


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def digest(key: str) -> str:
    """What stands for a question that can't be read."""
    return hmac.digest(settings.SECRET_KEY.encode(), key.encode(), "sha256").hex()


def _write(counts: Counter[tuple[str, str]]) -> None:
    day = timezone.localdate()
    questions = {question: text.title_key(question) for question, _what in counts}
    named = sorted((digest(key), question) for question, key in questions.items() if key)
    for name, question in named:
        row, _made = SearchCount.objects.get_or_create(week=monday(day), digest=name)
        same = SearchCount.objects.filter(pk=row.pk)
        same.exclude(last_day=day).update(days=F("days") + 1, last_day=day)
        same.update(
            asked=F("asked") + counts[question, "asked"],
            opened=F("opened") + counts[question, "opened"],
        )
        same.filter(asked__gte=OFTEN, days__gte=DAYS, question="").update(question=question)


tally = Tally("Searches", _write)


def count_log() -> int:
    """Count what nginx answered by itself: an address and a referrer in each line."""
    noted = emptied(settings.FAROL_VAR_DIR / LOG)
    for line in noted:
        address, _space, referer = line.decode("ascii", "replace").strip().partition(" ")
        note(address, referer)
    if noted:
        tally.flush()
    return len(noted)
