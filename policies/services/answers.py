"""From an answered case to an answer for everybody: rewritten, looked through, published."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from infocenter.search import kinds
from policies.models import Case, PublishedAnswer, PublishedAnswerTranslation
from policies.states.answers import ANSWER_TRANSITIONS, AnswerStatus
from policies.states.cases import CaseStatus, Purpose
from portal import languages, pagecache, personal_data
from portal.history.services import record
from portal.personal_data import Find
from portal.workflow import Refused, advance, take

KIND = "answer"  # as search calls it


@transaction.atomic
def prepare_answer(case: Case, *, by) -> PublishedAnswer:
    """Begin the rewrite of an answered case whose resident agreed; the same one if it is begun."""
    Case.objects.select_for_update().get(pk=case.pk)
    case.refresh_from_db()
    begun = PublishedAnswer.objects.filter(case=case).first()
    if begun:
        return begun
    if case.status not in (CaseStatus.ANSWERED, CaseStatus.CLOSED) or case.forgotten_at:
        raise Refused(_("Only the answer of an answered case can be published."))
    if not case.may_publish:
        raise Refused(_("The resident has not agreed that the answer is published."))
    if case.department is None:
        raise Refused(_("Say which department it goes to."))
    answer = PublishedAnswer.objects.create(
        case=case,
        department=case.department,
        topic=case.topic,
        consented_at=case.received_at,
        written_by=by,
    )
    said = case.messages.filter(purpose=Purpose.ANSWER).last()
    PublishedAnswerTranslation.objects.create(
        answer=answer,
        language=case.language,
        question=case.words()[:200],
        text=said.words() if said else "",
    )
    if case.about_kind == "document" and case.about_id:
        answer.documents.set([case.about_id])
    if case.about_kind == "policy" and case.about_id:
        answer.policies.set([case.about_id])
    record("published_answer.begun", answer, actor=by)
    return answer


@transaction.atomic
def save_answer(
    answer: PublishedAnswer,
    *,
    by,
    texts: Mapping[str, tuple[str, str]],
    topic=None,
    documents=(),
    policies=(),
    seen: int | None = None,
) -> PublishedAnswer:
    """Keep the (question, answer) of each language; one that is left empty is taken away.

    What is public shows the change at once: it must be looked through as when it was published.
    """
    _take(answer, seen)
    written = {
        code: (question.strip(), text.strip())
        for code, (question, text) in texts.items()
        if code in languages.CODES and (question.strip() or text.strip())
    }
    if any(not (question and text) for question, text in written.values()):
        raise Refused(_("A language needs both the question and the answer."))
    if not written:
        raise Refused(_("Write the question and the answer in one language at least."))
    answer.translations.exclude(language__in=written).delete()
    for code, (question, text) in written.items():
        answer.translations.update_or_create(
            language=code, defaults={"question": question, "text": text}
        )
    answer.topic = topic
    answer.version += 1
    answer.save(update_fields=["topic", "version"])
    answer.documents.set(documents)
    answer.policies.set(policies)
    record("published_answer.changed", answer, actor=by)
    _show(answer)
    return answer


def suspicions(answer: PublishedAnswer) -> list[Find]:
    """What in it looks like personal data, or is what the resident has told of themselves."""
    known: list[str] = []
    if answer.case and not answer.case.forgotten_at:
        person = answer.case.resident()
        known = [person.name, person.email, person.phone, answer.case.number]
    words = "\n".join(f"{each.question}\n{each.text}" for each in answer.translations.all())
    return personal_data.find(words, known)


@transaction.atomic
def publish_answer(
    answer: PublishedAnswer, *, by, looked_at: bool = False, seen: int | None = None
) -> PublishedAnswer:
    """Show it to everybody. What looks personal has to be `looked_at` first."""
    _take(answer, seen)
    if not answer.translations.exists():
        raise Refused(_("Write the question and the answer in one language at least."))
    if suspicions(answer) and not looked_at:
        raise Refused(_("Something in it looks like personal data: look at it first."))
    advance(
        answer,
        ANSWER_TRANSITIONS["publish"],
        published_at=answer.published_at or timezone.now(),
        version=answer.version + 1,
    )
    record("published_answer.published", answer, actor=by, looked_at=looked_at)
    _show(answer)
    return answer


@transaction.atomic
def withdraw_answer(answer: PublishedAnswer, *, by, seen: int | None = None) -> PublishedAnswer:
    """Show it to nobody any more."""
    _take(answer, seen)
    advance(answer, ANSWER_TRANSITIONS["withdraw"], version=answer.version + 1)
    record("published_answer.withdrawn", answer, actor=by)
    _show(answer)
    return answer


def count_helpful(answer: PublishedAnswer, is_helpful: bool) -> None:
    """Note that an answer helped somebody, or didn't."""
    column = "helpful" if is_helpful else "unhelpful"
    PublishedAnswer.objects.filter(pk=answer.pk).update(**{column: F(column) + 1})


def _take(answer: PublishedAnswer, seen: int | None) -> None:
    changed = _(
        "Somebody else has changed this answer since you opened it. Look at it again first."
    )
    take(answer, seen, changed)


def _show(answer: PublishedAnswer) -> None:
    """Bring search and kept pages in step with what is public now."""
    kinds.of(KIND).refresh(answer.pk)
    if answer.status != AnswerStatus.DRAFT:
        pagecache.invalidate()
