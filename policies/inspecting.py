"""What inspections look at among policies, consultations and residents' matters."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as noop

from infocenter import markdown
from policies import consultation_indexing, policy_indexing
from policies.models import (
    ArticleTranslation,
    Case,
    Consultation,
    ConsultationTranslation,
    Policy,
    PolicyTranslation,
    PublishedAnswer,
)
from policies.services.deadlines import current_rules
from policies.states.cases import OPEN, CaseKind
from policies.states.consultations import Stage
from portal.inspection.checks import Check, Finding, Looking
from portal.inspection.links import Text
from portal.inspection.sections import Pace, Section

LOOKED_BACK = timedelta(days=92)  # at reports of errors that were answered


def sections() -> Iterator[Section]:
    """Policies, consultations and answered questions, each a list of its own."""
    policies = Policy.objects.public().aggregate(n=Count("pk"), at=Max("updated_at"))
    asked = Consultation.objects.public().aggregate(n=Count("pk"), at=Max("opens_at"))
    answers = PublishedAnswer.objects.public().aggregate(n=Count("pk"), at=Max("published_at"))
    for name, pace, found, model in (
        (_("Policies"), Pace.NOTICES, policies, "policy"),
        (_("Consultations"), Pace.STANDING, asked, "consultation"),
        (_("Answered questions"), Pace.STANDING, answers, "publishedanswer"),
    ):
        at = found["at"]
        day = min(timezone.localtime(at).date(), timezone.localdate()) if at else None
        where = reverse(f"admin:policies_{model}_changelist")
        yield Section(str(name), pace, found["n"], day, where)


def texts() -> Iterator[Text]:
    """Objectives and articles of public policies, and what is said of consultations."""
    public = PolicyTranslation.objects.filter(policy__is_public=True)
    for each in public.select_related("policy__department"):
        path = policy_indexing.address(each.policy_id, each.language)
        where = reverse("admin:policies_policy_change", args=[each.policy_id])
        html = markdown.render(each.body)
        yield Text(each.title, html, path, where, each.policy.department.code)
    articles = ArticleTranslation.objects.filter(article__policy__is_public=True)
    for version in articles.select_related("article__policy__department"):
        policy = version.article.policy
        path = policy_indexing.address(policy.pk, version.language)
        where = reverse("admin:policies_policy_article", args=[policy.pk, version.article_id])
        html = markdown.render(version.body)
        yield Text(f"{policy}, {version.article}", html, path, where, policy.department.code)
    asked = ConsultationTranslation.objects.filter(
        consultation__in=Consultation.objects.public()
    ).select_related("consultation__policy__department")
    for told in asked:
        path = consultation_indexing.address(told.consultation_id, told.language)
        where = reverse("admin:policies_consultation_change", args=[told.consultation_id])
        html = markdown.render(f"{told.body}\n\n{told.answer}")
        yield Text(told.title, html, path, where, told.consultation.policy.department.code)


def unanswered(looking: Looking) -> Iterator[Finding]:
    """Matters that have waited for an answer for too long. What is said in them isn't repeated."""
    since = looking.now - timedelta(days=looking.limits.case_days)
    waiting = Case.objects.filter(status__in=OPEN, received_at__lt=since, is_suspect=False)
    for case in waiting.select_related("department").order_by("received_at"):
        days = (looking.now - case.received_at).days
        yield _found(case, noop("Without an answer for %(days)d days."), days=days)


def late_corrections(looking: Looking) -> Iterator[Finding]:
    """Reports of errors that weren't answered within the working days that are allowed."""
    rules = current_rules()
    reports = Case.objects.filter(kind=CaseKind.CORRECTION, is_suspect=False).exclude(
        status__in=("withdrawn", "declined")
    )
    recent = reports.filter(received_at__gte=looking.now - LOOKED_BACK) | reports.still_open()
    for case in recent.select_related("department").order_by("received_at"):
        days = rules(case.kind, case.department_id).days
        last = days.add(case.received_on, looking.limits.correction_days)
        answered = timezone.localtime(case.answered_at).date() if case.answered_at else None
        if (answered or looking.today) > last:
            number = days.between(case.received_on, answered or looking.today)
            words = noop("Not answered for %(days)d working days.")
            if answered:
                words = noop("Answered after %(days)d working days.")
            yield _found(case, words, days=number)


def without_answer(looking: Looking) -> Iterator[Finding]:
    """Consultations that closed long ago, and to which nothing was said."""
    since = looking.now - timedelta(days=looking.limits.case_days)
    closed = Consultation.objects.public().at(looking.now).filter(standing=Stage.CLOSED)
    for each in closed.filter(closes_at__lt=since).select_related("policy__department"):
        where = reverse("admin:policies_consultation_change", args=[each.pk])
        days = (looking.now - each.closes_at).days
        words = noop("Closed for %(days)d days without the government's answer.")
        yield Finding(str(each), words, where, each.policy.department.code, {"days": days})


def _found(case: Case, words: str, **values) -> Finding:
    where = reverse("admin:policies_case_change", args=[case.pk])
    code = case.department.code if case.department else ""
    return Finding(case.number, words, where, code, values)


CHECKS = (
    Check("cases", _("Residents' matters answered in time"), unanswered),
    Check("corrections", _("Reports of errors answered in time"), late_corrections),
    Check("consultations", _("Consultations with the government's answer"), without_answer),
)
