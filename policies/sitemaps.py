"""Policies, consultations, answers on the map of the site: lists, and each in its languages."""

from collections.abc import Callable, Iterator

from infocenter import addresses
from infocenter.presentation import gathered
from infocenter.sitemaps import Addresses, Page
from policies import answer_indexing, consultation_indexing, policy_indexing
from policies.models import (
    ConsultationTranslation,
    PolicyTranslation,
    PublishedAnswerTranslation,
)
from policies.states.answers import AnswerStatus
from policies.states.consultations import PUBLIC
from portal import languages

LISTS = ("policy-list", "consultation-list", "answer-list", "case-home", "case-figures")


def pages() -> Iterator[Addresses | Page]:
    """The addresses of each page by language, and when it was changed."""
    for name in LISTS:
        yield {code: addresses.page(f"policies:{name}", code) for code in languages.CODES}
    policies = PolicyTranslation.objects.filter(policy__is_public=True).order_by("policy")
    shown = policies.values_list("policy", "language", "policy__updated_at")
    yield from _each(shown, policy_indexing.address)
    asked = ConsultationTranslation.objects.filter(consultation__status__in=PUBLIC)
    fields = ("consultation", "language", "consultation__updated_at")
    questions = asked.order_by("consultation").values_list(*fields)
    yield from _each(questions, consultation_indexing.address)
    answers = PublishedAnswerTranslation.objects.filter(answer__status=AnswerStatus.PUBLISHED)
    rows = answers.order_by("answer").values_list("answer", "language", "answer__published_at")
    yield from _each(rows, answer_indexing.address)


def _each(rows, address: Callable[[int, str], str]) -> Iterator[Page]:
    """The pages of things, of which `rows` are (key, language, last change)."""
    for key, versions in gathered(rows, lambda r: r[0], lambda r: r[1:]).items():
        written = {code for code, _at in versions}
        readable = written | ({"zh-hans"} if "zh-hant" in written else set())
        there = {code: address(key, code) for code in languages.CODES if code in readable}
        yield there, versions[0][1]
