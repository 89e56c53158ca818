"""From ranked entries to what a page shows: marked titles and passages, also out of files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from infocenter.models import EmbeddedText, SearchText
from infocenter.models.search import own_text
from infocenter.search.entries import Hit, Segment
from infocenter.search.facts import filled
from infocenter.search.meaning import sources, tongues
from infocenter.search.ranking import Ranked
from infocenter.search.snippets import LENGTH, Passages
from infocenter.search.text import Query
from portal.files.models import PAGE_BREAK, StoredFile
from portal.prepared import Prepared

if TYPE_CHECKING:
    from infocenter.search.meaning.near import Near


class _Texts(NamedTuple):
    entry_id: int
    summary: str
    body: str
    files: list
    anchors: list

    @property
    def own(self) -> str:
        return own_text(self.summary, self.body)

    def anchor(self, place: int) -> str:
        """The id of the heading below which a place of the text itself stands."""
        return next((name for start, name in reversed(self.anchors) if start <= place), "")


Answer = tuple[EmbeddedText, int]  # a text and the number of its passage that comes nearest


_texts = Prepared(lambda ids: SearchText.objects.filter(pk__in=ids).values_list(*_Texts._fields))


def hits_of(query: Query, page: list[Ranked], near: Near | None = None) -> list[Hit]:
    """The hits of one page."""
    ids = [each.entry_id for each in page]
    texts = {row[0]: _Texts(*row) for row in _texts(filled(ids))} if ids else {}
    answers = _answers(page, near) if near else {}
    return [
        _hit(query, each, texts[each.entry_id], answers.get(each.entry_id))
        for each in page
        if each.entry_id in texts
    ]


def _answers(page: list[Ranked], near: Near) -> dict[int, Answer]:
    """Of each entry the passage that comes nearest to the question."""
    found = {
        each.entry_id: answer
        for each in page
        if (answer := near.answer(each.key, tongues.of_version(each.language)))
    }
    rows = EmbeddedText.objects.defer("vectors").in_bulk([pk for pk, _number in found.values()])
    return {entry_id: (rows[pk], number) for entry_id, (pk, number) in found.items() if pk in rows}


def _hit(query: Query, ranked: Ranked, texts: _Texts, answer: Answer | None) -> Hit:
    passages = Passages(query, ranked.language)
    title = passages.marked(ranked.title)
    snippet, place = _passage(passages, ranked, texts, len(query.terms), answer)
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


def _passage(passages: Passages, ranked: Ranked, texts: _Texts, wanted: int, answer: Answer | None):
    """The passage with all the words if there is one; else that which comes nearest by meaning;
    else that with most words: the text's own if it has enough, else a file's.
    """
    own = texts.own
    best, words, start = passages.best(own, enough=wanted)
    place: dict = {"anchor": texts.anchor(start)} if best else {}
    if words < wanted and answer:
        by_meaning = _answering(passages, ranked, texts, *answer)
        if by_meaning:
            return by_meaning
    if words < wanted and texts.files:
        contents = _contents([sha256 for _name, sha256 in texts.files])
        for name, sha256 in texts.files:
            content = contents.get(sha256, "")
            found, more, start = passages.best(content, enough=wanted)
            if more > words:
                best, words = found, more
                place = _in_file(name, sha256, content, start)
    return best or _beginning(own), place


def _answering(passages: Passages, ranked: Ranked, texts: _Texts, row: EmbeddedText, number: int):
    """A passage and its place; None if it is of another version than the one that is shown."""
    if number >= len(row.places):
        return None
    first, last = row.places[number]
    if row.in_file:
        name = next((name for name, sha256 in texts.files if sha256 == row.source), None)
        content = _contents([row.source]).get(row.source, "") if name is not None else ""
        if not content:
            return None
        snippet, start = passages.within(content, first, last)
        return snippet, _in_file(name, row.source, content, start)
    own = texts.own
    if row.source != sources.of_own_text(ranked.language, ranked.title, own, texts.anchors):
        return None
    snippet, start = passages.within(own, first, last)
    return snippet, {"anchor": texts.anchor(start)}


def _contents(hashes: list[str]) -> dict[str, str]:
    files = StoredFile.objects.filter(sha256__in=hashes).exclude(text="")
    return dict(files.values_list("sha256", "text"))


def _in_file(name: str | None, sha256: str, content: str, start: int) -> dict:
    """Where in a file a passage stands."""
    page = content.count(PAGE_BREAK, 0, start + 1) + 1 if PAGE_BREAK in content else None
    return {"in_file": name, "file_sha256": sha256, "page": page}


def _beginning(own: str) -> tuple[Segment, ...]:
    if not own:
        return ()
    return (Segment(own[:LENGTH]), *([Segment("…")] if len(own) > LENGTH else []))
