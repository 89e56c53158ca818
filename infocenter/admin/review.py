"""The review queue: what each waiting document would change, and the publisher's decision."""

from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from infocenter import differences
from infocenter.models import Document, Edition
from infocenter.states import DocumentType, Licence
from infocenter.steps import STEPS, take
from portal import languages
from portal.history.models import Event
from portal.labels import Label, best
from portal.organisation.models import Department
from portal.workflow import Refused

MOST_LINES = 400  # of one difference on the page; the whole text is in the preview
MOST_FOUND = 20
MOST_WAITING = 30


@dataclass(frozen=True)
class Changed:
    """A part of a document, with the lines that would change."""

    name: str
    lang: str
    lines: list
    is_cut: bool


@dataclass(frozen=True)
class InReview:
    """A waiting document: who submitted it when, and what would change."""

    document: Document
    current: Edition | None
    submitted: Event | None
    note: Label
    texts: list[Changed]
    facts: list[tuple[str, str, str]]
    files: list[tuple[str, str]]


def queue(user) -> list[InReview]:
    """The documents that wait for this publisher, the longest waiting first."""
    documents = Document.objects.managed_by(user, "infocenter.publish_document").in_review()
    documents = documents.select_related("department").prefetch_related("translations", "topics")
    return [_in_review(each) for each in documents.order_by("updated_at", "id")[:MOST_WAITING]]


def _in_review(document) -> InReview:
    current = document.editions.current().prefetch_related("translations", "topics").first()
    submitted = Event.objects.about(document).filter(verb="document.submitted")
    notes = {each.language: each.change_note for each in document.translations.all()}
    return InReview(
        document=document,
        current=current,
        submitted=submitted.select_related("actor").first(),
        note=best(notes, get_language()),
        texts=list(_texts(document, current)),
        facts=_facts(document, current),
        files=_files(document, current),
    )


def _texts(document, current):
    old = {each.language: each for each in current.translations.all()} if current else {}
    new = {each.language: each for each in document.translations.all()}
    for code in languages.CODES:
        before, after = _whole(old.get(code)), _whole(new.get(code))
        if before == after:
            continue
        lines = differences.shortened(differences.compare(before, after))
        yield Changed(
            languages.NAMES[code],
            languages.bcp47(code),
            lines[:MOST_LINES],
            len(lines) > MOST_LINES,
        )


def _whole(version) -> str:
    """A language version as one text to compare."""
    if version is None:
        return ""
    parts = (version.title, version.summary, version.body)
    return "\n".join(part.replace("\r\n", "\n") for part in parts if part)


def _facts(document, current):
    """(name, as it is public, as it would be) of what is said about it."""
    before = _said(current) if current else {}
    after = _said(document)
    return [
        (name, before.get(name, ""), after[name])
        for name in after
        if after[name] != before.get(name, "")
    ]


def _said(described) -> dict[str, str]:
    names = {"type": DocumentType, "licence": Licence}
    said = {}
    for field in described.DESCRIPTION:
        value = getattr(described, field)
        if field == "department_id":
            value = Department.objects.get(pk=value)
        elif field in names:
            value = names[field](value).label
        label = cast(models.Field, Document._meta.get_field(field)).verbose_name
        said[str(label)] = str(value or "")
    said[str(_("topics"))] = " · ".join(str(each) for each in described.topics.all())
    return said


def _files(document, current):
    """(what happens to it, name) of files that would come or go."""
    old = {(each.name, each.sha256) for each in current.files.all()} if current else set()
    kept = document.kept_attachments().defer("file__text")
    new = [(each.name, each.file.sha256) for each in kept]
    come = [(_("Added"), name) for name, sha256 in new if (name, sha256) not in old]
    return come + [(_("Removed"), name) for name, _sha256 in sorted(old - set(new))]


def decide(admin_, request) -> None:
    """Approve or return the document that the pressed button names, as the person saw it."""
    name, _mark, key = request.POST.get("decision", "").partition("-")
    if name not in ("publish", "return") or not key.isdecimal():
        raise PermissionDenied
    step = STEPS[name]
    document = (
        Document.objects.managed_by(request.user, step.permission).filter(pk=int(key)).first()
    )
    if document is None or not request.user.has_perm(step.permission, document):
        raise PermissionDenied
    seen = request.POST.get(f"version-{key}", "")
    values = {"reason": request.POST.get(f"reason-{key}", "")}
    try:
        said = take(
            step,
            document,
            by=request.user,
            seen_version=int(seen) if seen.isdecimal() else None,
            values=values,
        )
    except Refused as refusal:
        messages.error(request, f"“{document}”: {refusal}")
    else:
        messages.success(request, said)


def successors(document: Document, query: str):
    """Public documents that could replace `document`, by number or words of the title."""
    public = Edition.objects.current().filter(is_superseded=False).exclude(document=document)
    for word in query.split()[:8]:
        public = public.filter(Q(number__icontains=word) | Q(translations__title__icontains=word))
    editions = public.select_related("department").prefetch_related("translations")
    return list(editions.in_list_order().distinct()[:MOST_FOUND])
