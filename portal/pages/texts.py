"""The text of a standing page: the operator's where there is one, otherwise ours."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString
from modeltranslation.utils import build_localized_fieldname

from infocenter import markdown
from portal.context_processors import site_name
from portal.pages.models import StandingPage

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True)
class Text:
    """A title, and a body in safe HTML."""

    title: str
    html: SafeString


def standing_text(slug: str, language: str) -> Text:
    """What the page `slug` says in `language`."""
    title, body = (build_localized_fieldname(field, language) for field in ("title", "body"))
    written = StandingPage.objects.filter(slug=slug).exclude(**{body: None}).exclude(**{body: ""})
    row = written.values(title, body).first()
    ours = default_text(slug, language, site_name(language), settings.FAROL_CONTACT_EMAIL)
    if row is None:
        return ours
    return Text(row[title] or ours.title, markdown.render(row[body]))


@cache
def default_text(slug: str, language: str, name: str, email: str) -> Text:
    """The text that comes with Farol: a file whose first line is the title."""
    source = (CONTENT / f"{slug}.{language}.md").read_text(encoding="utf-8")
    title, _newline, body = source.partition("\n")
    body = body.replace("{site}", name).replace("{email}", email)
    return Text(title.removeprefix("# ").strip(), markdown.render(body))
