"""A small city with one of everything that residents and staff can see, for tests of all pages."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from infocenter import services
from infocenter.models import (
    Announcement,
    Attachment,
    Campaign,
    Dataset,
    Document,
    DocumentSheet,
    Event,
)
from infocenter.sheets import writing
from policies import services as matters
from policies.models import Consultation, Point, Policy
from policies.states.policies import PolicyStatus
from portal import languages
from portal.demonstration.makers.page import Page
from portal.demonstration.makers.pdf import make_pdf
from portal.files.services import extract
from portal.inspection import reports
from portal.inspection.models import Inspection
from portal.organisation.models import Department
from portal.organisation.roles import ADMINISTRATOR, MEASURE_OFFICER, PUBLISHER, SUPERVISOR
from portal.rest.models import Key
from portal.webhooks.models import Endpoint
from tests.factories import infocenter as make
from tests.factories import organisation, outreach, policies, rest, tracking, webhooks
from tracking import services as notices
from tracking.models import (
    ActionItem,
    Evaluation,
    Meeting,
    Notice,
    Programme,
    ProgressReport,
    PublicReport,
    Recognition,
    Training,
)

DOCS_OF_API = "/api/docs/"  # in English only
STANDING = ("about", "accessibility", "privacy", "terms", "contact")

TITLES = {
    "zh-hant": "防洪閘門運作規章",
    "pt": "Regulamento de funcionamento das comportas de protecção contra inundações",
    "en": "Regulation of the flood gates",
    "zh-hans": "防洪闸门运作规章",
}
SUMMARIES = {
    "zh-hant": "閘門何時關閉，由誰決定，居民如何得知。",
    "pt": "Quando fecham as comportas, quem decide e como são avisados os residentes.",
    "en": "When the gates close, who decides, and how residents are told.",
    "zh-hans": "闸门何时关闭，由谁决定，居民如何得知。",
}
SENTENCES = {
    "zh-hant": "海水位高於四米時關閉內港閘門。",
    "pt": "As comportas do Porto Interior fecham quando o mar passa dos quatro metros.",
    "en": "The gates of the Inner Harbour close when the sea rises above four metres.",
    "zh-hans": "海水位高于四米时关闭内港闸门。",
}
# All that a text may hold: what is too wide for a small window, and all kinds of blocks.
BODY = """{0}

## I

{0} [farol.example](https://farol.example/regulamento) **{0}** *{0}* `closed = level > 4.0`

1. {0}
2. {0}
   - {0}

> {0}

### I.1

| A | B | C | D | E | F | G | H |
| --- | --- | ---: | --- | --- | --- | --- | --- |
| 2026-01-01 | {0} | 1,234,567.89 | {0} | {0} | 0 | {0} | {0} |

```
{0} {0} {0} {0}
```

https://farol.example/{1}

## II

{0}

---

{0}
"""
TABLE = "hour,level\n06:00,1.2\n12:00,4.1\n"


def body(language: str, sentence: str = "") -> str:
    """A text in Markdown with everything that it may hold."""
    return BODY.format(sentence or SENTENCES[language], "a" * 120)


def pdf(title: str, text: str, language: str = "zh-hant") -> bytes:
    """A real PDF with this text, set in type that text programs can read."""
    return make_pdf(Page(language, "防洪署", "1/SEA/2026", title, "", text))


@dataclass(frozen=True)
class City:
    """What was made; `pages()` are the addresses of all kinds of pages."""

    sea: Department
    publisher: object
    rich: Document
    superseded: Document
    withdrawn: Document
    draft: Document
    waiting: Document
    policy: Policy
    repealed: Policy
    hidden: Policy
    proposal: Policy
    asked: Consultation
    answered: Consultation
    programme: Programme
    report: ProgressReport
    notice: Notice
    evaluation: Evaluation
    recognition: Recognition
    meeting: Meeting
    training: Training
    sheet: DocumentSheet
    news: Announcement
    event: Event
    called_off: Event
    withdrawn_event: Event
    campaign: Campaign

    def pages(self, language: str) -> dict[str, str]:
        """The address of each kind of public page, by a name for it."""
        home = f"/{language}/"
        documents = f"{home}documents/"
        rich = f"{documents}{self.rich.pk}/"
        return {
            "home": home,
            "status": f"{home}status/",
            "list": documents,
            "list, filtered": f"{documents}?department=SEA&topic=water&format=pdf&sort=title",
            "list, nothing": f"{documents}?type=law&year=1999&format=nonsense",
            "feeds": f"{documents}feeds/",
            "data": f"{home}data/",
            "data, nothing": f"{home}data/?topic=water&department=nonsense",
            "dataset": f"{home}data/{self.table.pk}/",
            "dataset, bars": f"{home}data/{self.table.pk}/?pm25.ge=1&group=station&show=sum.pm25",
            "dataset, curves": f"{home}data/{self.table.pk}/?group=date&group=station&chart=line",
            "dataset, wrong": f"{home}data/{self.table.pk}/?pm25.ge=x&nothing.is=1",
            "corrections": f"{home}corrections/",
            "corrections, filtered": f"{home}corrections/?department=nonsense&after=x",
            "text of a file": f"{rich}files/{self.read_file.pk}/text/",
            "document": rich,
            "document, superseded": f"{documents}{self.superseded.pk}/",
            "document, withdrawn": f"{documents}{self.withdrawn.pk}/",
            "edition": f"{rich}editions/1/",
            "history": f"{rich}history/",
            "comparison": f"{rich}compare/?from=1&to=3",
            "comparison, wrong": f"{rich}compare/?from=7&to=x",
            "print": f"{rich}print/",
            "search": f"{home}search/",
            "search, found": f"{home}search/?q={SEARCHED[language]}",
            "search, nothing": f"{home}search/?q=qqxzv&department=nonsense",
            "policies": f"{home}policies/",
            "policies, filtered": f"{home}policies/?state=repealed&department=SEA",
            "policies, nothing": f"{home}policies/?state=expired&department=nonsense",
            "policy": f"{home}policies/{self.policy.pk}/",
            "policy, wordings": f"{home}policies/{self.policy.pk}/articles/article-1/",
            "policy, repealed": f"{home}policies/{self.repealed.pk}/",
            "policy, taken away": f"{home}policies/{self.hidden.pk}/",
            "consultations": f"{home}consultations/",
            "consultation": f"{home}consultations/{self.asked.pk}/",
            "consultation, answered": f"{home}consultations/{self.answered.pk}/",
            "consultation, responses": f"{home}consultations/{self.answered.pk}/responses/",
            "news": f"{home}announcements/",
            "news, nothing": f"{home}announcements/?department=nonsense&before=x",
            "announcement": f"{home}announcements/{self.news.pk}/",
            "events": f"{home}events/",
            "events, past": f"{home}events/?when=past",
            "event": f"{home}events/{self.event.pk}/",
            "event, called off": f"{home}events/{self.called_off.pk}/",
            "event, withdrawn": f"{home}events/{self.withdrawn_event.pk}/",
            "campaigns": f"{home}campaigns/",
            "campaign": f"{home}campaigns/{self.campaign.pk}/",
            "progress": f"{home}progress/",
            "progress, compared": f"{home}progress/?on=2026-06-30&with=2026-03-01",
            "progress, nothing": f"{home}progress/?on=1999-01-01&with=soon",
            "measures": f"{home}progress/measures/",
            "measures, nothing": f"{home}progress/measures/?health=done&department=nonsense",
            "measure": f"{home}progress/measures/{self.report.measure_id}/",
            "programme": f"{home}progress/programmes/{self.programme.pk}/",
            "evaluations": f"{home}progress/evaluations/",
            "evaluation": f"{home}progress/evaluations/{self.evaluation.pk}/",
            "certificate": f"{home}progress/certificates/",
            "departments": f"{home}departments/",
            "department": f"{home}departments/SEA/",
            "leadership": f"{home}departments/leadership/",
            **{slug: f"{home}{slug}/" for slug in STANDING},
            "not found": f"{home}nowhere/",
        }

    @property
    def table(self) -> Dataset:
        """A table that residents query."""
        return Dataset.objects.public().get()

    @property
    def endpoint(self) -> Endpoint:
        """Where a department's system listens."""
        return Endpoint.objects.get()

    @property
    def key(self) -> Key:
        """What a department's system works with."""
        return Key.objects.get()

    @property
    def action(self) -> ActionItem:
        """What a department is asked to do."""
        return ActionItem.objects.latest("pk")

    @property
    def read_file(self) -> Attachment:
        """A file whose text can be read on a page."""
        kept = self.rich.kept_attachments().filter(file__text_state="ok")
        return kept.order_by("-file__drawn_pages")[0]

    @property
    def told(self) -> PublicReport:
        """A public report that waits to be approved."""
        return PublicReport.objects.latest("pk")

    @property
    def agenda_page(self) -> str:
        """The page of an agenda item in admin."""
        return f"/admin/tracking/meeting/{self.meeting.pk}/agenda/{self.meeting.agenda.first().pk}/"

    def staff_pages(self) -> dict[str, str]:
        """The address of each kind of page for editors and publishers."""
        home = "/admin/"
        documents = f"{home}infocenter/document/"
        return {
            "index": home,
            "account": f"{home}account/",
            "account, app": f"{home}account/app/",
            "list": documents,
            "list, filtered": f"{documents}?status__exact=draft&q=nothing+like+it",
            "add": f"{documents}add/",
            "review": f"{documents}review/",
            "change": f"{documents}{self.draft.pk}/change/",
            "change, public": f"{documents}{self.rich.pk}/change/",
            "change, waiting": f"{documents}{self.waiting.pk}/change/",
            "preview": f"{documents}{self.draft.pk}/preview/",
            "dataset": f"{documents}{self.table.document_id}/data/{self.table.pk}/",
            "history": f"{documents}{self.rich.pk}/history/",
            "supersede": f"{documents}{self.rich.pk}/supersede/?q=a",
            "sheet": f"{documents}sheet/",
            "sheet, looked at": f"{documents}sheet/?sheet={self.sheet.pk}",
            "everywhere": f"{documents}{self.rich.pk}/files/{self.read_file.pk}/everywhere/",
            "inspections": f"{home}inspection/inspection/",
            "inspection": f"{home}inspection/inspection/{inspected().pk}/change/",
            "inspection, begin": f"{home}inspection/inspection/begin/",
            "inspection, limits": f"{home}inspection/limits/1/change/",
            "editions": f"{home}infocenter/edition/",
            "events": f"{home}history/event/",
            "policies": f"{home}policies/policy/",
            "policy, add": f"{home}policies/policy/add/",
            "policy, change": f"{home}policies/policy/{self.policy.pk}/change/",
            "policy, proposal": f"{home}policies/policy/{self.proposal.pk}/change/",
            "policy, preview": f"{home}policies/policy/{self.proposal.pk}/preview/",
            "policy, article": f"{home}policies/policy/{self.proposal.pk}/articles/add/",
            "policy, history": f"{home}policies/policy/{self.policy.pk}/history/",
            "consultations": f"{home}policies/consultation/",
            "consultation, add": f"{home}policies/consultation/add/",
            "consultation, change": f"{home}policies/consultation/{self.asked.pk}/change/",
            "consultation, point": f"{home}policies/consultation/{self.answered.pk}/points/add/",
            "consultation, preview": f"{home}policies/consultation/{self.asked.pk}/preview/",
            "consultation, question": f"{home}policies/consultation/{self.asked.pk}/questions/add/",
            "responses": f"{home}policies/response/",
            "response": f"{home}policies/response/{self.answered.responses.first().pk}/change/",
            "announcements": f"{home}infocenter/announcement/",
            "announcement, add": f"{home}infocenter/announcement/add/",
            "announcement, change": f"{home}infocenter/announcement/{self.news.pk}/change/",
            "announcement, preview": f"{home}infocenter/announcement/{self.news.pk}/preview/",
            "events to come": f"{home}infocenter/event/",
            "event, add": f"{home}infocenter/event/add/",
            "event, change": f"{home}infocenter/event/{self.event.pk}/change/",
            "event, preview": f"{home}infocenter/event/{self.event.pk}/preview/",
            "event, registrations": f"{home}infocenter/event/{self.event.pk}/registrations/",
            "campaigns": f"{home}infocenter/campaign/",
            "campaign, add": f"{home}infocenter/campaign/add/",
            "campaign, change": f"{home}infocenter/campaign/{self.campaign.pk}/change/",
            "programmes": f"{home}tracking/programme/",
            "programme, add": f"{home}tracking/programme/add/",
            "programme, change": f"{home}tracking/programme/{self.programme.pk}/change/",
            "programme, phase": f"{home}tracking/programme/{self.programme.pk}/phases/add/",
            "programme, import": f"{home}tracking/programme/import/",
            "measures": f"{home}tracking/measure/",
            "measure, add": f"{home}tracking/measure/add/?programme={self.programme.pk}",
            "measure, change": f"{home}tracking/measure/{self.report.measure_id}/change/",
            "measure, part": f"{home}tracking/measure/{self.report.measure_id}/indicators/add/",
            "reports": f"{home}tracking/progressreport/",
            "report": f"{home}tracking/progressreport/{self.report.pk}/change/",
            "board": f"{home}tracking/measure/board/",
            "rule": f"{home}tracking/supervisionrule/{self.notice.rule_id}/change/",
            "rule, rehearsal": f"{home}tracking/supervisionrule/{self.notice.rule_id}/rehearsal/",
            "notices": f"{home}tracking/notice/",
            "notice, add": f"{home}tracking/notice/add/",
            "notice": f"{home}tracking/notice/{self.notice.pk}/change/",
            "norms": f"{home}tracking/normsinforce/1/change/",
            "work plan": f"{home}organisation/department/{self.sea.pk}/plan/",
            "evaluations": f"{home}tracking/evaluation/",
            "evaluation, add": f"{home}tracking/evaluation/add/",
            "evaluation": f"{home}tracking/evaluation/{self.evaluation.pk}/change/",
            "action": f"{home}tracking/actionitem/{self.action.pk}/change/",
            "actions": f"{home}tracking/actionitem/",
            "recognition, add": f"{home}tracking/recognition/add/",
            "recognition": f"{home}tracking/recognition/{self.recognition.pk}/change/",
            "meetings": f"{home}tracking/meeting/",
            "meeting, add": f"{home}tracking/meeting/add/",
            "meeting": f"{home}tracking/meeting/{self.meeting.pk}/change/",
            "meeting, agenda": f"{home}tracking/meeting/{self.meeting.pk}/agenda/add/",
            "meeting, task": f"{self.agenda_page}task/",
            "public report, add": f"{home}tracking/publicreport/add/",
            "public report": f"{home}tracking/publicreport/{self.told.pk}/change/",
            "trainings": f"{home}tracking/training/",
            "training, add": f"{home}tracking/training/add/",
            "training": f"{home}tracking/training/{self.training.pk}/change/",
            "training, question": f"{home}tracking/training/{self.training.pk}/question/add/",
            "training, take": f"{home}tracking/training/{self.training.pk}/take/",
            "training, certificate": f"{home}tracking/training/{self.training.pk}/certificate/",
            "departments": f"{home}organisation/department/",
            "endpoints": f"{home}webhooks/endpoint/",
            "endpoint, add": f"{home}webhooks/endpoint/add/",
            "endpoint": f"{home}webhooks/endpoint/{self.endpoint.pk}/change/",
            "endpoint, secret": f"{home}webhooks/endpoint/{self.endpoint.pk}/secret/",
            "messages": f"{home}webhooks/message/",
            "message": f"{home}webhooks/message/{self.endpoint.messages.first().pk}/change/",
            "service accounts": f"{home}rest/serviceaccount/",
            "service account, add": f"{home}rest/serviceaccount/add/",
            "service account": f"{home}rest/serviceaccount/{self.key.user_id}/change/",
            "keys": f"{home}rest/key/",
            "key, add": f"{home}rest/key/add/",
            "key": f"{home}rest/key/{self.key.pk}/change/",
            "password": f"{home}password_change/",
        }


SEARCHED = {"zh-hant": "閘門", "pt": "comportas", "en": "gates", "zh-hans": "闸门"}
STATUS = {
    "not found": 404,
    "document, withdrawn": 410,
    "event, withdrawn": 410,
    "dataset, wrong": 400,
    "policy, taken away": 410,
}


def city() -> City:
    """Make it: 25 public documents, one of them with all that a document may have."""
    sea = organisation.department(
        "SEA",
        name_zh_hant="防洪及海岸管理署",
        name_pt="Direcção dos Serviços de Protecção Costeira e Prevenção de Inundações",
        name_en="Coast and Flood Protection",
        description_zh_hant="守護海岸。",
        email="sea@farol.example",
        phone="2899 0000",
    )
    organisation.department("SEA-1", parent=sea)
    publisher = organisation.member(PUBLISHER, sea)
    water = make.topic("water", name_zh_hant="水務", name_pt="Água", name_en="Water")
    rich = _rich(sea, water, publisher)
    for _each in range(20):
        make.published_document(department=sea, languages=("zh-hant",))
    make.published_document(
        department=sea,
        translations=[make.texts("zh-hant", body=f"[閘門](/zh-hant/documents/{rich.pk}/)")],
    )
    superseded = make.superseded_document(rich, department=sea, languages=languages.CODES)
    withdrawn = make.withdrawn_document("誤發。", department=sea, languages=languages.CODES)
    make.published_dataset(department=sea, by=publisher, languages=languages.CODES,
                           columns={"pm25": "Fine particles in the air (PM2.5)"})  # fmt: skip
    draft = make.draft_document(
        department=sea,
        by=publisher,
        files=["a.txt", "b.csv"],
        translations=[
            make.texts(code, title=TITLES[code], body=body(code)) for code in ("zh-hant", "pt")
        ],
    )
    _systems(sea, publisher)
    waiting = make.document_in_review(department=sea, by=publisher, languages=("zh-hant", "pt"))
    return City(
        sea,
        publisher,
        rich,
        superseded,
        withdrawn,
        draft,
        waiting,
        *(found := _policies(sea, rich, publisher)),
        *_consultations(found[0], rich, publisher),
        *_tracked(found[0], publisher),
        _sheet(rich, publisher),
        *_outreach(sea, water, rich, publisher),
    )


def _systems(sea, publisher) -> None:
    """A system of the department that listens, and works with a key."""
    organisation.another_role(publisher, ADMINISTRATOR, sea)
    webhooks.message(webhooks.endpoint(sea))
    rest.key(organisation.member(PUBLISHER, sea))


def _outreach(sea, water, rich, publisher):
    """News, events that come, were called off and withdrawn, and a campaign that joins them."""
    own = {"department": sea, "by": publisher, "related": {"topics": [water]}}
    texts = {c: {"title": TITLES[c], "summary": SUMMARIES[c], "body": body(c)} for c in TITLES}
    places = {code: {**words, "place": SENTENCES[code]} for code, words in texts.items()}
    news = outreach.announcement(translations=texts, **own)
    event = outreach.event(translations=places, capacity=1, **own)
    outreach.with_people(event, 2)
    called_off, withdrawn = (outreach.event(languages=("zh-hant", "pt"), **own) for _ in "ab")
    services.call_off(called_off, by=publisher, reason=SENTENCES)
    services.withdraw_outreach(withdrawn, by=publisher, reason=SENTENCES)
    related = {"announcements": [news], "events": [event, called_off], "documents": [rich]}
    campaign = outreach.campaign(translations=texts, **{**own, "related": related})
    return news, event, called_off, withdrawn, campaign


def inspected() -> Inspection:
    """What an inspection found; the same one each time."""
    return Inspection.objects.exclude(finished_at=None).first() or reports.inspect()


def _sheet(rich: Document, publisher) -> DocumentSheet:
    """A spreadsheet that somebody has brought: it changes nothing."""
    content = writing.written(Document.objects.filter(pk=rich.pk), [rich.department])
    return services.receive_sheet(SimpleUploadedFile("a.xlsx", content), None, by=publisher)


def _tracked(policy, publisher):
    """A programme with all that measures may have, and a report that waits to be verified."""
    for role in (MEASURE_OFFICER, SUPERVISOR):
        organisation.another_role(publisher, role, policy.department)
    programme = tracking.rich_programme(2, department=policy.department, policy=policy)
    measure = programme.measures.order_by("-pk")[0]
    at = datetime(2026, 4, 5, tzinfo=UTC)
    report = tracking.report(measure, 100, 20, at=at)
    tracking.rule(name_pt=TITLES["pt"], after_days=0, level=2, looked_to=date(2026, 1, 31))
    notices.apply_rules(date(2027, 2, 10))
    evaluation = tracking.published_evaluation(policy, measure)
    recognition = tracking.recognition(measure)
    notices.decide_recognition(
        recognition, by=None, decision={"pt": "Sim."}, is_given=True, is_public=True
    )
    meeting = tracking.meeting(programme)
    tracking.agenda_item(meeting, measure)
    tracking.invitation(meeting)
    training = tracking.training(policy.department, policy=policy)
    tracking.session(training)
    tracking.question(training)
    notices.open_training(training, by=None)
    tracking.certified(training)
    waiting = tracking.recognition(measure, "criticism")
    notices.make_report("2025", department=policy.department, by=None)
    return (
        programme,
        report,
        measure.notices.first(),
        evaluation,
        waiting,
        meeting,
        training,
    )


def _consultations(policy, rich, publisher) -> tuple[Consultation, Consultation]:
    """One that is open, and one with all that an answered one has."""
    asked = policies.open_consultation(policy=policy, languages=languages.CODES, documents=[rich])
    answered = policies.closed_consultation(
        [{"one": 0}] * 6 + [{"one": 1}] * 15 + [{"one": 2}],
        policy=policy,
        languages=languages.CODES,
    )
    texts = {c: {"title": TITLES[c], "body": body(c), "answer": body(c)} for c in languages.CODES}
    matters.save_consultation(answered, by=publisher, translations=texts)
    point = Point(consultation=answered, outcome="taken", article=policy.articles.first())
    matters.save_point(point, by=publisher, words={"said": SENTENCES, "did": SENTENCES})
    matters.answer_consultation(answered, by=publisher)
    response = answered.responses.first()
    words = dict.fromkeys(response.replies.values_list("pk", flat=True), SENTENCES["pt"])
    matters.publish_response(response, by=publisher, name="A***", words=words)
    return asked, answered


def _policies(sea, rich, publisher) -> tuple[Policy, Policy, Policy, Policy]:
    """One with all that a policy may have, one repealed, one taken away, one being prepared."""
    texts = {
        code: {"title": TITLES[code], "summary": SUMMARIES[code], "body": body(code)}
        for code in languages.CODES
    }
    whole = policies.policy(
        sea,
        translations=texts,
        by=publisher,
        number="2/SEA/2026",
        supporting=[organisation.department("SEA-1")],
        documents=[rich],
        expiry_date=date(2099, 12, 31),
    )
    words = {c: {"heading": TITLES[c], "body": body(c)} for c in languages.CODES}
    for number in ("1", "1-A"):
        policies.article(whole, number, texts=words, since=date(2026, 2, 1))
    policies.article(whole, "2", repealed=date(2026, 3, 1))
    policies.article(whole, "3", since=date(2099, 1, 1))
    matters.publish_policy(whole, by=publisher)
    policies.moved_policy(whole, PolicyStatus.AMENDED)
    changed = {
        c: {"heading": TITLES[c], "body": f"{body(c)}\n\n{TITLES[c]}"} for c in ("zh-hant", "pt")
    }
    matters.save_article(whole.articles.first(), by=publisher, translations=changed)
    repealed = policies.public_policy(
        PolicyStatus.REPEALED, department=sea, languages=languages.CODES, replaced_by=whole
    )
    hidden = policies.public_policy(department=sea)
    matters.hide_policy(hidden, by=publisher, reason="誤發。")
    proposal = policies.policy(sea, languages=("zh-hant", "pt"), by=publisher)
    policies.article(proposal, "1", languages=("zh-hant", "pt"))
    return whole, repealed, hidden, proposal


def _rich(sea, water, publisher) -> Document:
    """A document in four languages with files of each kind and three editions."""
    document = make.published_document(
        department=sea,
        by=publisher,
        translations=[
            make.texts(
                code,
                title=TITLES[code],
                summary=SUMMARIES[code],
                body=body(code),
                translated_from="" if code == "zh-hant" else "zh-hant",
            )
            for code in languages.CODES
        ],
        type="regulation",
        number="1/SEA/2026",
        topics=[water],
        issue_date=date(2026, 1, 5),
        effective_date=date(2026, 2, 1),
        review_on=date(2026, 3, 1),
        source="SEA",
        source_url="https://farol.example/source",
        verified_by="SEA",
        verified_on=date(2026, 1, 2),
        files=[
            ("防洪閘門運作規章及附件一至附件十二的全部圖表和說明文字.pdf", pdf("閘門", "閘門。")),
            ("níveis.csv", TABLE.encode()),
            ("notes.txt", b"Notes about the gates."),
        ],
    )
    extract(make.file_of(document).file)
    services.attach_file(
        document, make.stored_file(TABLE.encode() * 2), name="níveis-2.csv", by=publisher
    )
    document.number = "1/SEA/2026-A"
    make.next_edition(document, note="增加水位。", by=publisher)
    services.remove_attachment(document.kept_attachments()[2], by=publisher)
    for code in languages.CODES:
        services.save_translation(
            document, code, by=publisher, title=TITLES[code] + " (2)", body=body(code) + "\n5."
        )
    make.next_edition(document, note="四米改為五米。", by=publisher, kind="correction")
    return document
