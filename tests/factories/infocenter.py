"""Documents in every state, made by the services."""

from datetime import timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from infocenter import searches, services
from infocenter.models import (
    Attachment,
    BestBet,
    Document,
    PopularSearch,
    SearchCount,
    SynonymGroup,
    Topic,
)
from infocenter.services.datasets import load_table
from portal.files.models import StoredFile
from portal.files.services import extract, store
from tests.factories.organisation import department as make_department

_numbers = count(1)

_CHINESE = ("公開資訊 {}", "第{}份文件的摘要。", "第一段。\n\n第二段 {}。")
TEXTS = {
    "zh-hant": _CHINESE,
    "pt": ("Informação pública {}", "Resumo {}.", "Um.\n\nDois {}."),
    "en": ("Public information {}", "Summary {}.", "One.\n\nTwo {}."),
    "zh-hans": ("公开信息 {}", "第{}份文件的摘要。", "第一段。\n\n第二段 {}。"),
}


def texts(language: str = "zh-hant", **own) -> dict:
    """A language version as the services take it, each different from the last."""
    number = next(_numbers)
    words = [each.format(number) for each in TEXTS[language]]
    return {
        "language": language,
        **dict(zip(("title", "summary", "body"), words, strict=True)),
        **own,
    }


def topic(slug: str | None = None, **names) -> Topic:
    """A topic with a name in two languages."""
    number = next(_numbers)
    names = names or {"name_zh_hant": f"主題{number}", "name_en": f"Topic {number}"}
    return Topic.objects.get_or_create(slug=slug or f"topic-{number}", defaults=names)[0]


def stored_file(content: bytes | None = None, name: str = "file.txt", *, read=False) -> StoredFile:
    """A file in the store. `read=True` takes its text out, as the background task does."""
    if content is None:
        content = f"Content of file {next(_numbers)}.\n".encode()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "upload"
        path.write_bytes(content)
        file = store(path, name)
    return extract(file) if read else file


def attachment(document: Document, content: bytes | None = None, name="file.txt", **values):
    """A file added to the working copy of `document`."""
    by = values.pop("by", None)
    file = stored_file(content, name)
    return services.attach_file(document, file, name=name, by=by, **values)


def draft_document(
    department=None,
    languages=("zh-hant",),
    files=(),
    topics=(),
    by=None,
    translations=None,
    **values,
) -> Document:
    """A draft. `files` are names or (name, bytes); `translations` go before `languages`."""
    document = services.create_document(
        by=by,
        department=department or make_department(),
        translations=translations or [texts(language) for language in languages],
        topics=topics,
        **values,
    )
    for each in files:
        name, content = (each, None) if isinstance(each, str) else each
        attachment(document, content, name, by=by)
    return document


def document_in_review(**values) -> Document:
    """A draft that waits for a publisher."""
    return services.submit_document(draft_document(**values), by=values.get("by"))


def scheduled_document(at=None, **values) -> Document:
    """A document that the clock will publish, tomorrow if not said."""
    at = at or timezone.now() + timedelta(days=1)
    return services.schedule_document(draft_document(**values), by=values.get("by"), at=at)


def published_document(at=None, **values) -> Document:
    """A public document. `at` is the moment of publication."""
    document = draft_document(**values)
    services.publish_document(document, by=values.get("by"), at=at)
    return document


def next_edition(
    document: Document,
    note="Brought up to date.",
    credit="",
    by=None,
    kind="update",
    translations=None,
    **texts_,
):
    """Publish another edition: `note`, `credit` and keyword texts are of the first version.

    `translations` are texts of further ones, by language.
    """
    first = document.translations.first().language
    own = {"change_note": note, "change_credit": credit, **texts_}
    document.change_kind = kind
    services.save_document(
        document,
        by=by,
        changed=["change_kind"],
        translations={first: own, **(translations or {})},
    )
    return services.publish_document(document, by=by)


def next_draft(document: Document, by=None, **texts_):
    """Somebody is at work on the next edition of a public document."""
    first = document.translations.first().language
    services.save_translation(document, first, by=by, **(texts_ or {"body": "At work."}))
    document.refresh_from_db()
    return document


def withdrawn_document(reason="Published by mistake.", **values) -> Document:
    """A document that was public and was taken down. `reason` is English, or texts by language."""
    document = published_document(**values)
    reasons = {"en": reason} if isinstance(reason, str) else reason
    return services.withdraw_document(document, by=values.get("by"), reason=reasons)


def superseded_document(successor: Document | None = None, **values) -> Document:
    """A public document that another replaces."""
    document = published_document(**values)
    successor = successor or published_document()
    return services.supersede_document(document, by=values.get("by"), successor=successor)


def file_of(document: Document) -> Attachment:
    """The first file of the working copy."""
    return document.attachments.kept().first()


def synonyms(*words: str, by=None) -> SynonymGroup:
    """Words that mean the same."""
    return services.save_guidance(SynonymGroup(words="\n".join(words)), by=by)


def best_bet(document: Document, *questions: str, by=None) -> BestBet:
    """A document that is recommended for these searches."""
    bet = BestBet(document=document, questions="\n".join(questions))
    return services.save_guidance(bet, by=by)


def search_count(question: str, of=None, *, digest_only=False, **values) -> SearchCount:
    """A question that was asked often in the week of the day `of`."""
    day = of or timezone.localdate()
    shown = "" if digest_only else question
    counts = {"asked": 20, "opened": 8, "days": 6, "question": shown, **values}
    return SearchCount.objects.create(
        week=searches.monday(day), digest=searches.digest(question), last_day=day, **counts
    )


def popular_search(question: str, **values) -> PopularSearch:
    """A question that may be suggested."""
    values = {"asked": 20, "day": timezone.localdate(), "question": question, **values}
    return PopularSearch.objects.create(key=question.lower(), **values)


AIR = (
    b"date,station,pm25,note\n2026-01-01,North,26.3,=1+1\n2026-01-01,South,19.9,\n"
    b"2026-02-01,North,30.1,quiet\n2026-02-02,South,,rain\n2026-03-05,West,12.0,@home\n"
)


def dataset(document: Document, content: bytes = AIR, name="air.csv", by=None, **words):
    """A table of the working copy, read already. `words` are names of columns by key."""
    file = attachment(document, content, name, by=by)
    made = services.offer_dataset(file, by=by)
    load_table(made.tables.get())
    told = {key: {"name_en": name} for key, name in words.items()}
    if told:
        services.describe_columns(made, by=by, words=told, wishes={})
    return made


def published_dataset(content: bytes = AIR, name="air.csv", columns=None, **values):
    """A table that residents query."""
    document = draft_document(**values)
    made = dataset(document, content, name, by=values.get("by"), **(columns or {}))
    services.publish_document(document, by=values.get("by"))
    return made
