"""From ranked entries to what a page shows: marked titles and passages, also out of files."""

from typing import NamedTuple

from infocenter.models import SearchText
from infocenter.search.entries import Hit, Segment
from infocenter.search.facts import filled
from infocenter.search.ranking import Ranked
from infocenter.search.snippets import LENGTH, Passages
from infocenter.search.text import Query
from portal.files.models import PAGE_BREAK, StoredFile
from portal.prepared import Prepared


class _Texts(NamedTuple):
    entry_id: int
    summary: str
    body: str
    files: list


_texts = Prepared(lambda ids: SearchText.objects.filter(pk__in=ids).values_list(*_Texts._fields))


def hits_of(query: Query, page: list[Ranked]) -> list[Hit]:
    """The hits of one page."""
    ids = [each.entry_id for each in page]
    texts = {row[0]: _Texts(*row) for row in _texts(filled(ids))} if ids else {}
    return [_hit(query, each, texts[each.entry_id]) for each in page if each.entry_id in texts]


def _hit(query: Query, ranked: Ranked, texts: _Texts) -> Hit:
    passages = Passages(query, ranked.language)
    title = passages.marked(ranked.title)
    snippet, place = _passage(passages, texts, wanted=len(query.terms))
    return Hit(
        kind=ranked.kind,
        object_id=ranked.object_id,
        language=ranked.language,
        score=ranked.score,
        title=title,
        snippet=snippet,
        number=ranked.number,
        department_id=ranked.department_id,
        type=ranked.type,
        date=ranked.date,
        superseded=ranked.superseded,
        recommended=ranked.recommended,
        **place,
    )


def _passage(passages: Passages, texts: _Texts, wanted: int):
    """The passage with most of the words: the text's own if it has enough, else a file's."""
    own = "\n".join(filter(None, (texts.summary, texts.body)))
    best, words, _start = passages.best(own, enough=wanted)
    place: dict = {}
    if words < wanted and texts.files:
        contents = dict(
            StoredFile.objects.filter(sha256__in=[sha256 for _name, sha256 in texts.files])
            .exclude(text="")
            .values_list("sha256", "text")
        )
        for name, sha256 in texts.files:
            content = contents.get(sha256, "")
            found, more, start = passages.best(content, enough=wanted)
            if more > words:
                best, words = found, more
                number = content.count(PAGE_BREAK, 0, start + 1) + 1
                place = {
                    "in_file": name,
                    "file_sha256": sha256,
                    "page": number if PAGE_BREAK in content else None,
                }
    return best or _beginning(own), place


def _beginning(own: str) -> tuple[Segment, ...]:
    if not own:
        return ()
    return (Segment(own[:LENGTH]), *([Segment("…")] if len(own) > LENGTH else []))
