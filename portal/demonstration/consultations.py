"""The demonstration's consultations: one that is open, one that was answered, and their responses.

Who responds is nobody: answers and words are dealt out in turn, alike each time.
"""

from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from infocenter.models import Document
from policies import services
from policies.models import Consultation, Point, Policy, Question, Respondent, Response
from policies.services import Answers
from policies.states.consultations import QuestionKind
from portal import languages
from portal.demonstration import read_toml

READERS = ("zh-hant", "zh-hant", "pt", "zh-hant", "en")  # in which languages they respond, in turn
PLACES = (0, 0, 1, 0, 1, 2, 0)  # which choice is made, in turn
NAMES = ("", "何浩", "", "Rui Alves", "")


def add_consultations() -> int:
    """Those that aren't there yet; their number."""
    told = read_toml("consultations.toml")
    words = told.pop("words")
    return sum(_add(name, about, words) for name, about in told.items())


@transaction.atomic
def _add(name: str, told: dict[str, Any], words: dict[str, list[str]]) -> bool:
    policies = Policy.objects.filter(department__code=told["department"], number=told["policy"])
    policy = policies.first()
    title = told["zh-hant"]["title"]
    if policy is None or policy.consultations.filter(translations__title=title).exists():
        return False
    editor, publisher = (_person(told, role) for role in ("editor", "publisher"))
    first, last = (timezone.now() + timedelta(days=each) for each in told["days"])
    now = timezone.now()
    keys = [f"demonstration:{slug}" for slug in told.get("documents", ())]
    consultation = services.create_consultation(
        by=editor,
        policy=policy,
        department=policy.department,
        opens_at=min(first, now).replace(second=0, microsecond=0),
        closes_at=max(last, now + timedelta(days=1)).replace(second=0, microsecond=0),
        documents=Document.objects.filter(import_key__in=keys),
        translations=_texts(told, "title", "summary", "body"),
    )
    for each in told["questions"]:
        _ask(consultation, each, editor)
    services.publish_consultation(consultation, by=publisher)
    for number in range(told["responses"]):
        _respond(consultation, name, number, words)
    if last < now:
        _finish(consultation, told, last, editor, publisher)
    return True


def _person(told: dict[str, Any], role: str):
    return get_user_model().objects.get(username=f"{told['department'].lower()}.{role}")


def _texts(told: dict[str, Any], *names: str) -> dict[str, dict[str, str]]:
    return {
        code: {name: told[code].get(name, "") for name in names}
        for code in languages.CODES
        if code in told
    }


def _ask(consultation: Consultation, told: dict[str, Any], editor) -> None:
    choices = told.get("choices", {})
    number = max((len(each) for each in choices.values()), default=0)
    services.save_question(
        Question(
            consultation=consultation, kind=told["kind"], is_required=told.get("required", False)
        ),
        by=editor,
        words={"text": told["text"]},
        choices=[{code: each[at] for code, each in choices.items()} for at in range(number)],
    )


def _respond(consultation: Consultation, name: str, number: int, words: dict) -> None:
    language = READERS[number % len(READERS)]
    services.respond(
        Answers(
            submission=uuid5(NAMESPACE_URL, f"https://farol.example/responses/{name}/{number}"),
            consultation=consultation,
            language=language,
            said={each.pk: _said(each, number, words[language]) for each in _asked(consultation)},
            person=Respondent(NAMES[number % len(NAMES)]),
            may_publish=number % 3 != 2,
        )
    )


def _asked(consultation: Consultation):
    return consultation.questions.prefetch_related("choices")


def _said(question: Question, number: int, words: list[str]):
    choices = [each.pk for each in question.choices.all()]
    if question.kind == QuestionKind.TEXT:
        return words[number % len(words)] if number % 2 == 0 else ""
    if question.kind == QuestionKind.SCALE:
        return 1 + number % 4
    place = PLACES[number % len(PLACES)]
    return choices[place] if question.kind == QuestionKind.ONE else choices[place : place + 2]


def _finish(consultation: Consultation, told: dict[str, Any], last, editor, publisher) -> None:
    """Let it be over since `last`, and answered: the demonstration tells of months."""
    Consultation.objects.filter(pk=consultation.pk).update(
        opens_at=timezone.now() + timedelta(days=told["days"][0]), closes_at=last
    )
    Response.objects.filter(consultation=consultation).update(sent_at=last - timedelta(days=3))
    consultation.refresh_from_db()
    texts = _texts(told, "title", "summary", "body", "answer")
    services.save_consultation(consultation, by=editor, translations=texts)
    articles = list(consultation.policy.articles.all())
    for each in told.get("points", ()):
        article = articles[each["article"]] if "article" in each else None
        point = Point(consultation=consultation, outcome=each["outcome"], article=article)
        services.save_point(point, by=editor, words={"said": each["said"], "did": each["did"]})
    may = Response.objects.filter(consultation=consultation, may_publish=True).order_by("pk")
    for _number, response in zip(range(told.get("published", 0)), may, strict=False):
        replies = {each.pk: each.words() for each in response.replies.all()}
        name = f"{response.respondent().name[:1]}**" if response.respondent().name else ""
        services.publish_response(response, by=publisher, name=name, words=replies)
    services.answer_consultation(consultation, by=publisher)
