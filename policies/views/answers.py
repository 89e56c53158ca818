"""Answers for everybody: the list, one of them, and whether it helped."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from infocenter.models import SearchEntry, Topic
from infocenter.presentation import choose, titled
from policies.models import PublishedAnswer
from policies.services.answers import count_helpful
from portal import labels
from portal.organisation.models import Department
from portal.origin import same_origin_only
from portal.throttling import allow, network_of

PAGE = 20
VOTES_A_DAY = 3  # on one answer, of one network


@require_safe
def answer_list(request):
    """The newest first, of a department or a topic if the address says so."""
    language = get_language() or ""
    rows = PublishedAnswer.objects.public().select_related("department", "topic")
    department, topic = (request.GET.get(name, "") for name in ("department", "topic"))
    if "\x00" in department + topic:  # PostgreSQL has no such character
        rows = rows.none()
        department = topic = ""
    if department:
        rows = rows.filter(department__code=department)
    if topic:
        rows = rows.filter(topic__slug=topic)
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        rows = _after(rows, int(before))
    found = list(rows.prefetch_related("translations")[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    kept = {"department": department, "topic": topic}
    context = {
        "page_title": _("Answered questions"),
        "page_description": _("What residents have asked, and what the departments answered."),
        "section": "answers",
        "answers": [_shown(each, language) for each in found],
        "departments": _choices(Department, "code", "name", department, language),
        "topics": _choices(Topic, "slug", "name", topic, language),
        "is_narrowed": bool(department or topic),
        "first": _address(kept) if before else "",
        "next": _address({**kept, "before": str(found[-1].pk)}) if more else "",
    }
    return render(request, "policies/answer_list.html", context)


def _after(rows, key: int):
    """What follows an answer in the list."""
    last = PublishedAnswer.objects.public().filter(pk=key).first()
    if last is None or last.published_at is None:
        return rows
    older = rows.filter(published_at__lt=last.published_at)
    return older | rows.filter(published_at=last.published_at, pk__lt=last.pk)


def _address(asked: dict[str, str]) -> str:
    said = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('policies:answer-list')}{'?' if said else ''}{said}"


def _choices(model, key: str, field: str, chosen: str, language: str) -> list[tuple]:
    """(key, words, whether it is chosen) of those that have answers."""
    there = PublishedAnswer.objects.public().values(model._meta.model_name)
    rows = model.objects.filter(pk__in=there)
    return [
        (getattr(each, key), labels.label(each, field, language), getattr(each, key) == chosen)
        for each in rows
    ]


@require_safe
def answer_detail(request, answer_id: int):
    """One question with its answer."""
    answer, language = _public(answer_id), get_language() or ""
    shown = _shown(answer, language)
    context = {
        "page_title": shown["question"],
        "section": "answers",
        "answer": shown,
        "documents": _titles(
            "document", answer.documents.values("pk"), "infocenter:document-detail", language
        ),
        "policies": _titles(
            "policy", answer.policies.values("pk"), "policies:policy-detail", language
        ),
    }
    return render(request, "policies/answer_detail.html", context)


@same_origin_only
@require_POST
def answer_helpful(request, answer_id: int):
    """Somebody says whether it helped."""
    answer = _public(answer_id)
    said = request.POST.get("helpful", "")
    who = f"{answer.pk}:{network_of(request)}"
    if said in ("yes", "no") and allow("answer.helpful", who, VOTES_A_DAY, 24 * 3600):
        count_helpful(answer, said == "yes")
    context = {
        "page_title": _("Thank you"),
        "back": reverse("policies:answer-detail", args=[answer.pk]),
        "helped": said == "yes",
        "section": "answers",
        "thing": f"answer:{answer.pk}",
    }
    return render(request, "policies/answer_thanks.html", context)


def _public(answer_id: int) -> PublishedAnswer:
    rows = PublishedAnswer.objects.public().select_related("department", "topic")
    answer = rows.prefetch_related("translations").filter(pk=answer_id).first()
    if answer is None:
        raise Http404(_("There is no such answer."))
    return answer


def _shown(answer: PublishedAnswer, language: str) -> dict:
    """The answer as a reader of `language` gets it, saying in which it is."""
    written = {each.language: each for each in answer.translations.all()}
    shown = choose(language, written)
    version = written[shown.written]
    return {
        "id": answer.pk,
        "question": shown.text(version.question),
        "text": shown.text(version.text),
        "lang": shown.lang,
        "is_other": shown.language != language,
        "is_converted": shown.converted,
        "department": labels.label(answer.department, "name", language),
        "code": answer.department.code,
        "topic": labels.label(answer.topic, "name", language) if answer.topic else "",
        "date": answer.published_at,
    }


def _titles(kind: str, ids, name: str, language: str) -> list[tuple[str, str, str]]:
    """(address, title, lang) of the public things of a kind that the answer names."""
    titles: dict[int, dict[str, str]] = {}
    for entry in SearchEntry.objects.filter(kind=kind, object_id__in=ids):
        titles.setdefault(entry.object_id, {})[entry.language] = entry.title
    return [(reverse(name, args=[key]), *titled(language, each)) for key, each in titles.items()]
