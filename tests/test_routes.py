"""Every address of the public site: how many queries it may cost, and who answers what.

An address that is missing here fails the test: no public page comes or goes unnoticed.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

from infocenter import sitemaps
from infocenter.models import Announcement, Campaign, Dataset, Event
from policies.models import Consultation, Policy, PublishedAnswer
from policies.states.policies import PolicyStatus
from portal.files.models import StoredFile
from portal.pagecache import shared
from tests.factories import infocenter as make
from tests.factories import outreach
from tests.factories import policies as make_cases
from tests.factories import tracking as make_tracking
from tests.factories.organisation import department
from tracking.models import Evaluation, Evidence, Programme

# What follows the language, with the most queries it may cost when nothing is kept: the one that
# compares the generation, once a second, among them.
PAGES = {
    "": 15,
    "announcements/": 12,
    "announcements/<number:announcement_id>/": 9,
    "events/": 8,
    "events/<number:event_id>/": 9,
    "events/<number:event_id>/event.ics": 5,
    "campaigns/": 7,
    "campaigns/<number:campaign_id>/": 18,
    "about/": 2,
    "accessibility/": 2,
    "privacy/": 2,
    "terms/": 2,
    "status/": 7,
    "contact/": 2,
    "departments/": 2,
    "departments/leadership/": 3,
    "departments/<str:code>/": 10,
    "answers/": 8,
    "answers/<number:answer_id>/": 8,
    "cases/": 8,
    "cases/figures/": 8,
    "cases/figures.csv": 8,
    "consultations/": 8,
    "consultations/<number:consultation_id>/": 16,
    "consultations/<number:consultation_id>/results.csv": 9,
    "consultations/<number:consultation_id>/responses/": 12,
    "policies/": 9,
    "policies/<number:policy_id>/": 19,
    "policies/<number:policy_id>/articles/<slug:anchor>/": 8,
    "progress/": 13,
    "progress/measures/": 10,
    "progress/measures/<number:measure_id>/": 24,
    "progress/programmes/<number:programme_id>/": 9,
    "progress/certificates/": 2,
    "progress/evaluations/": 5,
    "progress/evaluations/<number:evaluation_id>/": 10,
    "progress/evidence/<number:evidence_id>/<str:name>": 3,
    "search/": 15,
    "search/suggestions/": 3,
    "data/": 14,
    "data/<number:dataset_id>/": 12,
    "data/<number:dataset_id>/rows<str:end>": 12,
    "documents/": 8,
    "documents/feeds/": 6,
    "corrections/": 8,
    "documents/<number:document_id>/files/<number:attachment_id>/text/": 5,
    "documents/<number:document_id>/": 9,
    "documents/<number:document_id>/print/": 9,
    "documents/<number:document_id>/history/": 3,
    "documents/<number:document_id>/compare/": 14,
    "documents/<number:document_id>/editions/<number:number>/": 8,
    "documents/<number:document_id>/editions/<number:number>/all.zip": 4,
    "documents/<number:document_id>/files/all.zip": 4,
    "documents/<number:document_id>/files/<number:attachment_id>/<str:name>": 2,
    "documents/<number:document_id>/previews/<number:attachment_id>.webp": 2,
    "documents/<number:document_id>/previews/<number:attachment_id>-<number:page>.webp": 2,
}
# tests/policies/views/ say who gets what of these.
FORMS = {"answers/<number:answer_id>/helpful/"}
FORMS |= {"consultations/response/", "consultations/<number:consultation_id>/respond/"}
# tests/infocenter/outreach/test_pages.py says who gets what of these.
FORMS |= {"events/<number:event_id>/register/"}
FORMS |= {"events/registrations/<number:registration_id>/<slug:secret>/"}
FORMS |= {"cases/new/", "cases/related/", "cases/track/", "cases/track/file/"}
# tests/subscriptions/test_views.py says who gets what of these.
FORMS |= {"subscriptions/", "subscriptions/new/"}
FORMS |= {f"subscriptions/{page}/<str:token>/" for page in ("confirm", "manage", "end")}
# tests/portal/test_metrics.py says who gets them.
FIGURES = {"metrics"}
# tests/portal/organisation/test_work_calendars.py says who gets what of it.
SECRET = {"calendars/<number:calendar_id>-<slug:secret>.ics"}
MACHINES = {
    "": 0,
    "health/live": 0,
    "health/ready": 4,
    "feeds/<slug:name>.<language:language>.<feed:form>": 8,
    "feeds/events.<language:language>.ics": 5,
    "sitemap.xml": 15,
    "sitemap-pages.xml": 13,
    "sitemap-pages-<number:part>.xml": 13,
    "sitemap-<number:part>.xml": 2,
    "robots.txt": 0,
    ".well-known/security.txt": 0,
    "oai": 1,
    "catalog": 0,
    "catalog.<rdf:form>": 7,
    "catalog/documents/<number:document_id>": 2,
    "catalog/documents/<number:document_id>.<rdf:form>": 5,
    "api/action/<slug:action>": 6,
    "api/3/action/<slug:action>": 6,
    "opensearch.<language:language>.xml": 0,
    "opensearch/suggestions.<language:language>.json": 0,
}
# What their standards have programs read by POST, too: it changes nothing.
READ_BY_POST = {"oai", "api/action/<slug:action>", "api/3/action/<slug:action>"}


def addresses(patterns=None, before=""):
    for each in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(each, URLResolver):
            if each.app_name not in ("admin", "api"):  # tests/rest/test_matrix.py has the latter
                yield from addresses(each.url_patterns, before + str(each.pattern))
        elif isinstance(each, URLPattern):
            yield before + str(each.pattern)


def test_every_address_is_known_here():
    with override("zh-hant"):
        known = {f"zh-hant/{page}" for page in {*PAGES, *FORMS}} | set(MACHINES)
        assert set(addresses()) == known | SECRET | FIGURES


def filled(address, document, file):
    policy = Policy.objects.filter(articles__isnull=False).first()
    for part, value in {
        "<number:policy_id>": policy.pk if policy else 0,
        "<str:code>": document.department.code,
        "<number:dataset_id>": queried().pk,
        "<str:end>": ".csv",
        "<number:document_id>": document.pk,
        "<number:number>": 1,
        "<number:attachment_id>": file.pk,
        "<number:page>": 2,
        "<number:answer_id>": answer().pk,
        "<number:consultation_id>": asked().pk,
        "<number:announcement_id>": announced(Announcement, outreach.announcement).pk,
        "<number:event_id>": announced(Event, outreach.event).pk,
        "<number:campaign_id>": announced(Campaign, outreach.campaign).pk,
        "<number:programme_id>": (programme := tracked()).pk,
        "<number:evaluation_id>": evaluated().pk,
        "<number:measure_id>": programme.measures.order_by("-pk")[0].pk,
        "<number:evidence_id>": Evidence.objects.latest("pk").pk,
        "<str:name>": "name.txt",
        "<slug:anchor>": "article-1",
        "<language:language>": "pt",
        "<slug:name>": "documents",
        "<feed:form>": "atom",
        "<rdf:form>": "jsonld",
        "<slug:action>": "package_search",
        "pages-<number:part>": "pages-1",
        "<number:part>": (document.pk - 1) // sitemaps.DOCUMENTS + 1,
    }.items():
        address = address.replace(part, str(value))
    return "/" + address


def answer():
    """A public answer; the same one each time."""
    there = PublishedAnswer.objects.public().first()
    return there or make_cases.published_answer(en=("When?", "Now."))


def queried():
    """A public dataset; the same one each time."""
    there = Dataset.objects.public().first()
    return there or make.published_dataset(languages=("zh-hant", "pt"))


def asked():
    """A consultation that has closed, with responses; the same one each time."""
    there = Consultation.objects.public().first()
    return there or make_cases.closed_consultation([{}] * 6, languages=("zh-hant", "pt"))


def announced(model, make_one):
    """A public announcement, event or campaign, among others; the same one each time."""
    there = model.objects.public().first()
    if there is None:
        related = {"topics": [make.topic(), make.topic()]}
        if model is Campaign:
            related |= {"announcements": Announcement.objects.all(), "events": Event.objects.all()}
        for _each in range(3):
            there = make_one(languages=("zh-hant", "pt"), related=related)
    return there


def tracked():
    """A public programme with measures that have several of everything; the same one each time."""
    there = Programme.objects.public().first()
    return there or make_tracking.rich_programme()


def evaluated():
    """A published evaluation; the same one each time."""
    there = Evaluation.objects.public().first()
    return there or make_tracking.published_evaluation(measure=tracked().measures.first())


def rich_policy(document):
    """A policy with several of everything."""
    return make_cases.public_policy(
        PolicyStatus.AMENDED,
        articles=["1", "2", "3"],
        languages=("zh-hant", "pt"),
        documents=[document],
        supporting=[department("PW"), department("SW")],
    )


def cold():
    """Forget everything that is kept, as after a publication."""
    view = shared.shared().view
    view[shared.COUNTER] += 1
    view[shared.EPOCH] += 1


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [1, 30])
def test_no_page_costs_more_queries_than_it_may(client, number):
    assert connection.features.supports_json_field  # Django asks SQLite once, by three queries
    topics = [make.topic() for _each in range(3)]
    of = department("IC")
    for each in range(number):
        document = make.published_document(
            department=of, topics=topics, languages=("zh-hant", "pt"), files=["a.txt", "b.csv"]
        )
        rich_policy(document)
        if each < 5:
            make.next_edition(
                document, kind="correction", body=f"[x](/pt/documents/{document.pk}/)"
            )
    file = make.file_of(document)
    StoredFile.objects.update(text="One.\fTwo.", text_state="ok")
    answer()
    asked()
    queried()
    bounds = {
        f"{language}/{page}": most for page, most in PAGES.items() for language in ("pt", "zh-hans")
    }
    bounds |= MACHINES
    bounds["pt/documents/?topic=" + topics[0].slug + "&department=IC&year=2026&sort=title"] = 8
    bounds["pt/search/?q=Informação"] = 18
    bounds["pt/search/suggestions/?q=inf"] = 12
    bounds["zh-hant/search/suggestions/?q=gong"] = 18
    bounds["opensearch/suggestions.pt.json?q=inf"] = 12
    bounds["oai?verb=ListRecords&metadataPrefix=oai_dc"] = 5
    bounds["oai?verb=ListSets"] = 7
    bounds["api/3/action/package_search?q=informação&fq=organization:ic"] = (
        22  # searching is 18 of them
    )
    for address, most in bounds.items():
        where = filled(address, document, file)
        cold()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(where)
            b"".join(response)
        assert response.status_code in ((404,) if "previews" in where else (200, 302, 303)), where
        # Once a second, whoever comes asks for the generation of kept pages.
        counted = [each["sql"] for each in queries if "pagecache_generation" not in each["sql"]]
        said = "\n".join(each[:200] for each in counted)
        assert len(counted) <= most, f"{where}: {len(counted)} queries\n{said}"


@pytest.mark.django_db
def test_public_pages_ask_neither_session_nor_user(client):
    document = make.published_document(files=["a.txt"])
    rich_policy(document)
    file = make.file_of(document)
    answer()
    asked()
    evaluated()
    for page in PAGES:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(filled(f"en/{page}", document, file))
            b"".join(response)
        assert not [each for each in queries if "session" in each["sql"] or "auth_" in each["sql"]]
        assert not response.cookies


@pytest.mark.django_db
def test_public_pages_are_only_read(client):
    document = make.published_document(files=["a.txt"])
    rich_policy(document)
    file = make.file_of(document)
    for address in [*MACHINES, *(f"en/{page}" for page in PAGES)]:
        where = filled(address, document, file)
        read = client.get(where)
        b"".join(read)  # one that isn't read to its end would take the connection along
        head = client.head(where)
        assert head.status_code == read.status_code, where
        assert b"".join(head) == b"", where
        methods = [client.post, client.put, client.patch, client.delete]
        for method in methods[address in READ_BY_POST :]:
            response = method(where)
            assert response.status_code == 405, f"{where}: {response.status_code}"
            assert "GET" in response["Allow"], where
        assert client.options(where).status_code == 405, where


@pytest.mark.parametrize(
    ("accepts", "language"),
    [
        ("pt-PT,pt;q=0.9,en;q=0.8", "pt"),
        ("zh-TW", "zh-hant"),
        ("zh-HK,zh;q=0.9", "zh-hant"),
        ("zh-CN,zh;q=0.9", "zh-hans"),
        ("zh-Hans-MO", "zh-hans"),
        ("en-GB", "en"),
        ("kl, en;q=0.1", "en"),
        ("kl", "zh-hant"),
        ("", "zh-hant"),
        ("\x00;;q=,=", "zh-hant"),
        ("a" * 9000, "zh-hant"),
    ],
)
def test_the_entrance_leads_to_the_readers_language(client, accepts, language):
    response = client.get("/", headers={"Accept-Language": accepts})
    assert response.status_code == 302
    assert response["Location"] == f"/{language}/"
    assert response["Vary"] == "Accept-Language"
    assert not response.cookies


@pytest.mark.django_db
def test_an_address_without_its_language_is_led_to_one(client):
    response = client.get("/documents/", headers={"Accept-Language": "pt"})
    assert (response.status_code, response.headers.get("Location")) == (302, "/pt/documents/")
