"""Vectors in the database: kept in step with the index, made in the background."""

import hashlib
import logging
import math
import time
from collections.abc import Iterable

from django.db import transaction

from infocenter.models import EmbeddedText, SearchEntry, SearchText
from infocenter.search.meaning import background, embedders, passages, sources
from infocenter.search.meaning.embedders import Embedder, Unavailable
from infocenter.search.meaning.sources import Source
from portal import pagecache

logger = logging.getLogger(__name__)

BACKGROUND = "background"  # the kind of the sentences that stand for public texts in general
A_LITTLE = 15.0  # seconds
BATCH = 16  # passages: a batch that fails is asked for again


def label(embedder: Embedder) -> str:
    """What vectors are marked with that can be compared with this embedder's."""
    what = f"{embedder.version} {passages.VERSION} {background.SENTENCES}"
    return hashlib.sha256(what.encode()).hexdigest()[:16]


def forget(kind: str, object_id: int) -> None:
    """Let an object's vectors go with it."""
    EmbeddedText.objects.filter(kind=kind, object_id=object_id).delete()


def keep(rows: Iterable[tuple[SearchEntry, SearchText]]) -> set[tuple[str, int]]:
    """Call it for new entries: keeps the vectors of texts that are as before, and no others.

    Answers which objects have texts without vectors; entries of the others are marked as done.
    """
    by_object: dict[tuple[str, int], list[tuple[SearchEntry, SearchText]]] = {}
    for entry, text in rows:
        by_object.setdefault((entry.kind, entry.object_id), []).append((entry, text))
    known = _known(by_object)
    return {key for key, each in by_object.items() if not _kept(key, each, known.get(key, {}))}


def _known(keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], dict[str, str]]:
    """The embedder of each text's vectors, by object and source."""
    found: dict[tuple[str, int], dict[str, str]] = {}
    ids: dict[str, list[int]] = {}
    for kind, object_id in keys:
        ids.setdefault(kind, []).append(object_id)
    columns = ("object_id", "source", "embedder")
    for kind, each in ids.items():
        there = EmbeddedText.objects.filter(kind=kind, object_id__in=each)
        for object_id, source, embedder in there.values_list(*columns):
            found.setdefault((kind, object_id), {})[source] = embedder
    return found


def _kept(
    key: tuple[str, int], rows: list[tuple[SearchEntry, SearchText]], known: dict[str, str]
) -> bool:
    """Whether every text of this object has its vectors."""
    wanted = {sha256 for _entry, text in rows for _name, sha256 in text.files}
    wanted |= {
        sources.of_own_text(entry.language, entry.title, text.own, text.anchors)
        for entry, text in rows
    }
    if known.keys() - wanted:
        kind, object_id = key
        there = EmbeddedText.objects.filter(kind=kind, object_id=object_id)
        there.exclude(source__in=wanted).delete()
    done = {known.get(each, "") for each in wanted}
    if len(done) != 1 or "" in done:
        return False
    pks = [entry.pk for entry, _text in rows]
    SearchText.objects.filter(pk__in=pks).update(embedder=done.pop())
    return True


def embed_object(kind: str, object_id: int, embedder: Embedder) -> int:
    """Give the passages of an object their vectors; how many were made. Raises Unavailable.

    If the object is changed or withdrawn meanwhile, nothing of what it was is kept.
    """
    found = SearchEntry.objects.filter(kind=kind, object_id=object_id)
    entries = list(found.select_related("text").order_by("pk"))
    pks = [each.pk for each in entries]
    mark = label(embedder)
    known = EmbeddedText.objects.filter(kind=kind, object_id=object_id, embedder=mark)
    there = set(known.values_list("source", flat=True))
    made = 0
    for source in sources.of_entries(entries):
        if source.sha256 not in there:
            row = _elsewhere(source, mark) or _embedded(source, embedder, mark)
            made += len(row.places)
            _save(row, kind, object_id, pks)
    SearchText.objects.filter(pk__in=pks).update(embedder=mark)
    return made


def _elsewhere(source: Source, mark: str) -> EmbeddedText | None:
    """The same text where it belongs to another object too."""
    row = EmbeddedText.objects.filter(source=source.sha256, embedder=mark).first()
    if row:
        row.pk = None
    return row


def _embedded(source: Source, embedder: Embedder, mark: str) -> EmbeddedText:
    places = source.places()
    return EmbeddedText(
        language=source.language,
        in_file=source.in_file,
        source=source.sha256,
        embedder=mark,
        places=places,
        vectors=_vectors(source.passages(places), embedder),
    )


def _vectors(texts: list[str], embedder: Embedder) -> bytes:
    from infocenter.search.meaning import numbers

    found = b""
    for start in range(0, len(texts), BATCH):
        found += numbers.packed(embedder.embed_passages(texts[start : start + BATCH]))
    return found


@transaction.atomic
def _save(row: EmbeddedText, kind: str, object_id: int, pks: list[int]) -> None:
    """Keep a row for as long as its entries are those that it was made for."""
    if not SearchEntry.objects.select_for_update().filter(pk__in=pks).exists():
        return
    row.kind, row.object_id = kind, object_id
    EmbeddedText.objects.filter(kind=kind, object_id=object_id, source=row.source).delete()
    row.save(force_insert=True)


def embed_background(embedder: Embedder) -> None:
    """Have the sentences that stand for public texts in general, a row for each language."""
    mark = label(embedder)
    there = EmbeddedText.objects.filter(kind=BACKGROUND)
    if set(there.values_list("embedder", flat=True)) == {mark}:
        return
    rows = [
        EmbeddedText(
            kind=BACKGROUND,
            object_id=number,
            language=language,
            source=mark,
            embedder=mark,
            places=[(0, len(each)) for each in sentences],
            vectors=_vectors(list(sentences), embedder),
        )
        for number, (language, sentences) in enumerate(background.SENTENCES.items())
    ]
    with transaction.atomic():
        there.delete()
        EmbeddedText.objects.bulk_create(rows, ignore_conflicts=True)  # another has made the same


def embed_waiting(kind: str, object_id: int) -> None:
    """Give an object its vectors now; if that can't be, it goes on waiting for `catch_up`."""
    catch_up([(kind, object_id)])


def catch_up_a_little() -> int:
    """What is left over, for as long as other things that are due may wait."""
    return catch_up(seconds=A_LITTLE)


def catch_up(
    waiting: list[tuple[str, int]] | None = None,
    progress=lambda: None,
    seconds: float = math.inf,
) -> int:
    """Give objects their vectors: these, or all that have none; how many have theirs now.

    What was made is kept: stopped, it can be run again. Without an embedder there is nothing to do.
    """
    end = time.monotonic() + seconds
    embedder = embedders.configured()
    if embedder is None:
        return 0
    done = 0
    if waiting is None:
        waiting = waiting_objects(embedder)
    try:
        if waiting:
            embed_background(embedder)
        for kind, object_id in waiting:
            embed_object(kind, object_id, embedder)
            done += 1
            progress()
            if time.monotonic() > end:
                break
    except Unavailable as error:
        logger.warning("Texts wait for their vectors: %s", error)
    if done:
        with transaction.atomic():
            pagecache.invalidate()  # kept searches find more now
    return done


def waiting_objects(embedder: Embedder) -> list[tuple[str, int]]:
    """Objects with texts that have no vectors of this embedder, newest first."""
    texts = SearchText.objects.exclude(embedder=label(embedder)).order_by("-pk")
    return list(dict.fromkeys(texts.values_list("entry__kind", "entry__object_id")))
