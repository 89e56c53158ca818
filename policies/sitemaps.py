"""Policies, consultations, answers on the map of the site: lists, and each in its languages."""

from collections.abc import Callable, Iterator

from infocenter import addresses
from infocenter.presentation import gathered
from policies import answer_indexing, consultation_indexing, policy_indexing
from policies.models import (
    ConsultationTranslation,
    PolicyTranslation,
    PublishedAnswerTranslation,
)
from policies.states.answers import AnswerStatus
from policies.states.consultations import PUBLIC
from portal import languages


def pages() -> Iterator[dict[str, str]]:
    """The addresses of each page by language."""
    for name in (
        "policies:policy-list",
        "policies:consultation-list",
        "policies:answer-list",
        "policies:case-home",
        "policies:case-figures",
    ):
        yield {code: addresses.page(name, code) for code in languages.CODES}
    policies = PolicyTranslation.objects.filter(policy__is_public=True).order_by("policy")
    yield from _each(policies.values_list("policy", "language"), policy_indexing.address)
    asked = ConsultationTranslation.objects.filter(consultation__status__in=PUBLIC)
    questions = asked.order_by("consultation").values_list("consultation", "language")
    yield from _each(questions, consultation_indexing.address)
    answers = PublishedAnswerTranslation.objects.filter(answer__status=AnswerStatus.PUBLISHED)
    rows = answers.order_by("answer").values_list("answer", "language")
    yield from _each(rows, answer_indexing.address)


def _each(rows, address: Callable[[int, str], str]) -> Iterator[dict[str, str]]:
    """The addresses of things, of which `rows` are (key, language)."""
    for key, written in gathered(rows, lambda r: r[0], lambda r: r[1]).items():
        readable = {*written, "zh-hans"} if "zh-hant" in written else set(written)
        yield {code: address(key, code) for code in languages.CODES if code in readable}
