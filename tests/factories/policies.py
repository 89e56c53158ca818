"""Matters that fictional residents bring, and the policies of a fictional city."""

from datetime import datetime, timedelta
from itertools import count
from uuid import uuid4

from django.utils import timezone

from policies import services
from policies.models import (
    Article,
    Case,
    Consultation,
    DeadlineRule,
    Effect,
    Person,
    Policy,
    PublishedAnswer,
    Question,
    Respondent,
    Response,
)
from policies.states.cases import CaseKind
from policies.states.consultations import CHOSEN, QuestionKind
from policies.states.policies import PolicyStatus
from portal.organisation.roles import CASE_OFFICER
from tests.factories import organisation

_numbers = count(1)


def filing(**values) -> services.Filing:
    """A complaint in Chinese by a person who can be reached."""
    return services.Filing(
        **{
            "submission": uuid4(),
            "kind": CaseKind.COMPLAINT,
            "subject": "路燈不亮",
            "text": "長堤街的路燈壞了三個星期。",
            "language": "zh-hant",
            "person": Person("陳大文", "chan@example.org", "6600 0000"),
            **values,
        }
    )


def case(at: datetime | None = None, is_suspect: bool = False, **values) -> Case:
    """A matter that has just come in, or came at a time."""
    return services.file_case(filing(**values), at=at, is_suspect=lambda: is_suspect).case


def generous_rules() -> None:
    """Deadlines that may be extended, and whose clock stops whenever something is waited for."""
    DeadlineRule.objects.update(extension=20, on_resident=Effect.STOPS, on_third_party=Effect.STOPS)


def officer(department=None):
    """Somebody who answers the cases of a department."""
    return organisation.member(CASE_OFFICER, department or organisation.department("CASES"))


def case_at_work(by=None, department=None, **values) -> Case:
    """A case that an officer works on."""
    department = department or organisation.department("CASES")
    by = by or officer(department)
    it = case(department=department, **values)
    services.accept_case(it, by=by)
    services.assign_case(it, by=by, officer=by)
    return services.start_case(it, by=by)


def answered_case(by=None, **values) -> Case:
    """A case with its answer."""
    department = values.get("department") or organisation.department("CASES")
    by = by or officer(department)
    it = case_at_work(by, **values)
    services.draft_answer(it, by=by, text="路燈已於昨日修復。")
    return services.answer_case(it, by=by)


def published_answer(topic=None, department=None, **texts) -> PublishedAnswer:
    """A public answer with (question, answer) by language: `zh_hant=`, `en=`."""
    case = answered_case(
        may_publish=True, department=department or organisation.department("CASES")
    )
    answer = services.prepare_answer(case, by=None)
    written = {code.replace("_", "-"): text for code, text in texts.items()}
    services.save_answer(answer, by=None, texts=written, topic=topic)
    return services.publish_answer(answer, by=None)


POLICY_TEXTS = {
    "zh-hant": ("無障礙計程車政策 {}", "讓輪椅使用者也能叫車。", "居民應能自由出行。"),
    "pt": ("Política dos táxis acessíveis {}", "Táxis para todos.", "Todos devem circular."),
    "en": ("Accessible taxi policy {}", "Taxis for all.", "Everybody should get about."),
    "zh-hans": ("无障碍出租车政策 {}", "让轮椅使用者也能叫车。", "居民应能自由出行。"),
}
ARTICLE_TEXTS = {
    "zh-hant": ("目的", "本政策規定計程車的無障礙設備。"),
    "pt": ("Objecto", "Esta política regula as rampas dos táxis."),
    "en": ("Purpose", "This policy governs the ramps of taxis."),
    "zh-hans": ("目的", "本政策规定出租车的无障碍设备。"),
}


def policy_texts(*languages: str, **own) -> dict[str, dict[str, str]]:
    """Texts of a policy by language, each different from the last."""
    number = next(_numbers)
    return {
        code: {
            **dict(zip(("title", "summary", "body"), POLICY_TEXTS[code], strict=True)),
            "title": POLICY_TEXTS[code][0].format(number),
            **own,
        }
        for code in languages
    }


def policy(department=None, languages=("zh-hant",), translations=None, by=None, **values) -> Policy:
    """A proposal that residents don't see."""
    return services.create_policy(
        by=by,
        department=department or organisation.department(),
        translations=translations or policy_texts(*languages),
        **values,
    )


def article(policy: Policy, number="1", languages=("zh-hant",), texts=None, **values) -> Article:
    """An article, with the usual words unless `texts` by language say others."""
    words = texts or {
        code: dict(zip(("heading", "body"), ARTICLE_TEXTS[code], strict=True)) for code in languages
    }
    return services.add_article(policy, by=None, number=number, translations=words, **values)


def public_policy(status=PolicyStatus.PROPOSED, articles=(), **values) -> Policy:
    """A policy that residents see, moved on to a state."""
    made = policy(**values)
    for number in articles:
        article(made, number, languages=values.get("languages", ("zh-hant",)))
    services.publish_policy(made, by=None)
    return moved_policy(made, status)


def moved_policy(made: Policy, status) -> Policy:
    """Take the steps that lead to a state."""
    for step in STEPS_TO[status]:
        services.move_policy(made, step, by=None, note={"en": f"For the test: {step}."})
    return made


STEPS_TO = {
    PolicyStatus.PROPOSED: (),
    PolicyStatus.IN_CONSULTATION: ("consult",),
    PolicyStatus.ADOPTED: ("adopt",),
    PolicyStatus.IN_FORCE: ("adopt", "enforce"),
    PolicyStatus.AMENDED: ("adopt", "enforce", "amend"),
    PolicyStatus.REPEALED: ("adopt", "enforce", "repeal"),
    PolicyStatus.EXPIRED: ("adopt", "enforce", "expire"),
}


def consultation(
    policy=None, opens=-1, closes=30, questions=True, languages=("zh-hant",), **values
):
    """A draft that opens and closes so many days from now, with a question of each kind."""
    about = policy or public_policy(department=values.pop("department", None))
    now = timezone.now()
    texts = {
        code: {"title": CONSULTATION_TITLES[code], "body": POLICY_TEXTS[code][2]}
        for code in languages
    }
    made = services.create_consultation(
        by=None,
        policy=about,
        department=about.department,
        opens_at=now + timedelta(days=opens),
        closes_at=now + timedelta(days=closes),
        translations=texts,
        **values,
    )
    for kind in QuestionKind if questions else ():
        question(made, kind, languages)
    return made


CONSULTATION_TITLES = {
    "zh-hant": "計程車應否設輪椅坡板？",
    "pt": "Devem os táxis ter rampas?",
    "en": "Should taxis have ramps?",
    "zh-hans": "出租车应否设轮椅坡板？",
}
QUESTION_TEXTS = {
    "zh-hant": ("你的意見", ("贊成", "反對", "沒有意見")),
    "pt": ("A sua opinião", ("A favor", "Contra", "Sem opinião")),
    "en": ("Your opinion", ("For", "Against", "No opinion")),
    "zh-hans": ("你的意见", ("赞成", "反对", "没有意见")),
}


def question(consultation, kind, languages=("zh-hant",), **values) -> Question:
    """A question of a kind, with three choices if it has any."""
    words = {"text": {code: f"{QUESTION_TEXTS[code][0]} ({kind})" for code in languages}}
    choices = [{code: QUESTION_TEXTS[code][1][at] for code in languages} for at in range(3)]
    return services.save_question(
        Question(consultation=consultation, kind=kind, **values),
        by=None,
        words=words,
        choices=choices if kind in CHOSEN else (),
    )


def open_consultation(**values):
    """One that residents can respond to now."""
    return services.publish_consultation(consultation(**values), by=None)


def closed_consultation(responses=(), **values):
    """One that has closed, with `responses` as `response` takes them."""
    made = open_consultation(**values)
    for each in responses:
        response(made, **each)
    return close(made)


def close(consultation):
    """Let its time be over."""
    past = timezone.now() - timedelta(minutes=1)
    Consultation.objects.filter(pk=consultation.pk).update(
        opens_at=past - timedelta(days=30), closes_at=past
    )
    consultation.refresh_from_db()
    return consultation


def said(consultation, text="坡板很有用。", one=0, many=(0, 1), scale=4) -> dict:
    """Answers to a question of each kind, choices by their place; None leaves one out."""
    found = {}
    for each in consultation.questions.all():
        choices = [choice.pk for choice in each.choices.all()]
        found[each.pk] = {
            QuestionKind.TEXT: text,
            QuestionKind.ONE: None if one is None else choices and choices[one],
            QuestionKind.MANY: [choices[at] for at in many] if choices else [],
            QuestionKind.SCALE: scale,
        }[each.kind]
    return found


def answers(consultation, **values) -> services.Answers:
    """What a resident sends."""
    about = {name: values.pop(name) for name in ("text", "one", "many", "scale") if name in values}
    return services.Answers(
        **{
            "submission": uuid4(),
            "consultation": consultation,
            "language": "zh-hant",
            "said": said(consultation, **about),
            "person": Respondent("陳大文"),
            "may_publish": True,
            **values,
        }
    )


def response(consultation, **values) -> Response:
    """A response that has arrived."""
    return services.respond(answers(consultation, **values)).response
