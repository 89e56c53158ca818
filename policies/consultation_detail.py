"""What the page of a consultation says, to a reader of one language."""

from collections import Counter

from django.utils.safestring import SafeString

from infocenter import addresses, labels, markdown
from infocenter.models import Edition
from infocenter.presentation import Shown, choose, titled
from infocenter.rows import document_rows
from policies import consultation_figures, consultation_indexing, policy_indexing
from policies.models import Consultation, Point, Response
from policies.states.consultations import ConsultationStatus, QuestionKind, Stage
from portal.labels import label


def described(consultation: Consultation, language: str) -> dict:
    """Everything about a consultation that may be told now."""
    versions = {each.language: each for each in consultation.translations.all()}
    shown = choose(language, versions)
    version = versions[shown.written]
    stage = consultation.stage()
    answered = consultation.status == ConsultationStatus.ANSWERED
    tables: Counter[str] = Counter()  # of the whole page, by name
    closed = consultation.is_closed()
    published = Response.objects.published().filter(consultation=consultation)
    return {
        "consultation": consultation,
        "stage": stage or "draft",
        "stage_name": Stage(stage).label if stage else consultation.get_status_display(),
        "lang": shown.lang,
        "converted": shown.converted,
        "other_language": shown.language != language,
        "title": shown.text(version.title),
        "summary": shown.text(version.summary),
        "body": _html(version.body, shown, "about", tables),
        "answer": _html(version.answer, shown, "answer", tables) if answered else "",
        "points": [_point(each, language) for each in _points(consultation)] if answered else [],
        "reason": label(consultation, "reason", language),
        "base": consultation_indexing.address(consultation.pk, language),
        "department": labels.departments(language)[consultation.department_id],
        "policy": _policy(consultation, language),
        "documents": _documents(consultation, language),
        "questions": [] if closed else _questions(consultation, language),
        "found": consultation_figures.results(consultation, language) if closed else None,
        "published_responses": published.count() if closed else 0,
        "about": f"{consultation_indexing.KIND.name}:{consultation.pk}",
    }


def response(row: Response, language: str) -> dict:
    """A published response: a masked name, and what it says to each question."""
    said: dict[int, dict] = {}
    for reply in row.replies.all():
        question = reply.question
        each = said.setdefault(
            question.pk, {"question": label(question, "text", language), "answers": []}
        )
        if question.kind == QuestionKind.TEXT:
            each["words"] = reply.published
        elif question.kind == QuestionKind.SCALE:
            each["answers"].append(str(reply.value))
        else:
            each["answers"].append(label(reply.choice, "text", language))
    return {"row": row, "said": [each for each in said.values() if _says(each)]}


def _says(each: dict) -> bool:
    return bool(each["answers"] or each.get("words"))


def _html(text: str, shown: Shown, anchor: str, tables: Counter[str]) -> SafeString:
    html = markdown.render(text, level=3, prefix=f"{anchor}-", names=tables)
    return shown.html(html)


def _questions(consultation: Consultation, language: str) -> list[tuple]:
    """(words, choices) of each."""
    return [
        (
            label(each, "text", language),
            [label(choice, "text", language) for choice in each.choices.all()],
        )
        for each in consultation.questions.prefetch_related("choices")
    ]


def _points(consultation: Consultation):
    return consultation.points.select_related("article", "edition__document")


def _point(point: Point, language: str) -> dict:
    """You said, we did, and where it can be read."""
    return {
        "said": label(point, "said", language),
        "did": label(point, "did", language),
        "outcome": point.outcome,
        "outcome_name": point.get_outcome_display(),
        "article": point.article
        and f"{policy_indexing.address(point.article.policy_id, language)}#{point.article.anchor}",
        "number": point.article and point.article.number,
        "edition": point.edition
        and f"{addresses.page('infocenter:document-list', language)}"
        f"{point.edition.document_id}/editions/{point.edition.number}/",
        "edition_number": point.edition and point.edition.number,
    }


def _policy(consultation: Consultation, language: str) -> tuple[str, str, str] | None:
    """(address, title, lang) of the policy, while it is public."""
    policy = consultation.policy
    if not policy.is_public:
        return None
    titles = {each.language: each.title for each in policy.translations.all()}
    return (policy_indexing.address(policy.pk, language), *titled(language, titles))


def _documents(consultation: Consultation, language: str) -> list[SafeString]:
    """Rows of its documents that are public now."""
    editions = Edition.objects.current().filter(document__consultations=consultation)
    rows = editions.in_list_order().values_list("pk", "is_superseded")
    return document_rows(rows, language, level=3)
