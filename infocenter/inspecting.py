"""What inspections look at among the documents."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as noop

from infocenter import addresses, desk
from infocenter.models import Attachment, Document, Edition, EditionTranslation
from infocenter.states import DocumentType
from portal import languages
from portal.files.states import TextState
from portal.inspection.checks import Check, Finding, Looking
from portal.inspection.links import Text
from portal.inspection.sections import Pace, Section
from portal.organisation.models import Department

AT_ONCE = 500
NO_TEXT: dict[str, str] = {
    TextState.NO_TEXT: noop("“%(file)s” has no text: it is a scan."),
    TextState.ENCRYPTED: noop("“%(file)s” is encrypted."),
    TextState.BROKEN: noop("“%(file)s” is broken."),
    TextState.TOO_LARGE: noop("“%(file)s” is too large to be read."),
    TextState.TIMED_OUT: noop("“%(file)s” takes too long to be read."),
}
PACED = (DocumentType.NOTICE, DocumentType.CIRCULAR, DocumentType.REGULATION, DocumentType.LAW)


def sections() -> Iterator[Section]:
    """The list by type, and each department's, as residents find them."""
    newest = Max("published_at")
    rows = Edition.objects.current().order_by().values_list("type").annotate(Count("pk"), newest)
    for kind, count, at in rows:
        pace = Pace.NOTICES if kind in PACED else Pace.STANDING
        name = str(DocumentType(kind).label)
        yield Section(name, pace, count, localtime(at).date(), _listed(type__exact=kind))
    published = {
        department: (count, at)
        for department, count, at in Edition.objects.current()
        .order_by()
        .values_list("department")
        .annotate(Count("pk"), newest)
    }
    for department in Department.objects.active():
        count, at = published.get(department.pk, (0, None))
        where = _listed(department__id__exact=department.pk)
        day = localtime(at).date() if at else None
        yield Section(str(department), Pace.STANDING, count, day, where, department.code)


def texts() -> Iterator[Text]:
    """The public texts, each with the page on which it stands."""
    rows = EditionTranslation.objects.filter(edition__is_current=True).values_list(
        "edition__document_id", "language", "title", "body_html", "edition__department__code"
    )
    for document, language, title, html, code in rows.iterator(chunk_size=AT_ONCE):
        path = addresses.document(document, language)
        yield Text(title, html, path, _address(document), code)


def reviews(looking: Looking) -> Iterator[Finding]:
    """Public documents past the day of their review."""
    overdue = Document.objects.review_overdue(looking.today).order_by("review_on", "pk")
    for each in _read(overdue):
        days = (looking.today - each.review_on).days if each.review_on else 0
        words = noop("Its review is overdue by %(days)d days.")
        yield _found(each, words, days=days)


def files_without_text(looking: Looking) -> Iterator[Finding]:
    """Public files that can't be searched or read aloud, or that residents may not open."""
    rows = Attachment.objects.filter(
        published__edition__is_current=True, file__text_state__in=desk.TROUBLED
    )
    rows = rows.select_related("file", "document__department").defer("file__text").distinct()
    for each in rows.order_by("document_id", "pk").iterator(chunk_size=AT_ONCE):
        yield _found(each.document, NO_TEXT[each.file.text_state], file=each.name)


def missing_languages(looking: Looking) -> Iterator[Finding]:
    """Public documents that lack a language which each needs."""
    needed = looking.limits.needed_languages()
    written = Count("editions__translations", filter=Q(editions__translations__language__in=needed))
    documents = Document.objects.filter(editions__is_current=True).annotate(written=written)
    lacking = documents.filter(written__lt=len(needed)).order_by("pk")
    for each in _read(lacking.prefetch_related("translations")):
        there = {version.language for version in each.translations.all()}
        missing = [languages.NAMES[code] for code in needed if code not in there]
        if missing:
            yield _found(each, noop("Missing: %(languages)s"), languages=", ".join(missing))


def translations_behind(looking: Looking) -> Iterator[Finding]:
    """Translations whose original has been changed since."""
    rows = EditionTranslation.objects.filter(
        edition__is_current=True, behind_since__isnull=False
    ).values_list("edition__document_id", "title", "language", "translated_from",
                  "edition__department__code")  # fmt: skip
    for document, title, language, original, code in rows:
        words = noop("%(language)s: translated from a text in %(original)s that has changed since")
        values = {"language": languages.NAMES[language], "original": languages.NAMES[original]}
        yield Finding(title, words, _address(document), code, values, language)


def _read(documents) -> Iterator[Document]:
    rows = documents.select_related("department").prefetch_related("translations")
    return rows.iterator(chunk_size=AT_ONCE)


def _found(document: Document, words: str, **values) -> Finding:
    written = [each.language for each in document.translations.all() if each.title]
    language = languages.best(get_language(), written) or ""
    title, where = document.title(language or None), _address(document.pk)
    return Finding(title, words, where, document.department.code, values, language)


def _address(document_id: int) -> str:
    return reverse("admin:infocenter_document_change", args=[document_id])


def _listed(**narrowed) -> str:
    return f"{reverse('admin:infocenter_document_changelist')}?{urlencode(narrowed)}"


CHECKS = (
    Check("reviews", _("Documents reviewed in time"), reviews),
    Check("files", _("Files that can be searched and read aloud"), files_without_text),
    Check("languages", _("Documents in the languages that each needs"), missing_languages),
    Check("translations", _("Translations in step with their original"), translations_behind),
)
