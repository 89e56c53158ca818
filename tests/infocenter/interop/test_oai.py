"""Harvesting: what is public, what is gone, and never anything else."""

from urllib.parse import urlencode

import pytest
from lxml import etree

from infocenter import services
from infocenter.interop import oai, records
from infocenter.models import Record
from tests.factories import infocenter as make
from tests.factories.organisation import department

pytestmark = pytest.mark.django_db

OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
IDENTIFIER = "oai:testserver:document-{}"


def ask(client, **arguments):
    """The answer, as XML."""
    pairs = {name.rstrip("_"): value for name, value in arguments.items()}
    response = client.get(f"/oai?{urlencode(pairs)}")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    assert not response.cookies
    return etree.fromstring(response.content)


def listed(client, **arguments) -> dict[int, bool]:
    """Whether each document of a list is deleted, in the order in which they came."""
    arguments = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc", **arguments}
    found = {}
    while True:
        root = ask(client, **arguments)
        for header in root.iter(f"{OAI}header"):
            number = int(header.findtext(f"{OAI}identifier").rpartition("-")[2])
            found[number] = header.get("status") == "deleted"
        token = root.findtext(f".//{OAI}resumptionToken")
        if not token:
            return found
        arguments = {"verb": "ListIdentifiers", "resumptionToken": token}


def codes(root) -> list[str]:
    return [each.get("code") for each in root.iter(f"{OAI}error")]


def changed_on(document, at: str):
    """As if it had changed then."""
    from django.utils.dateparse import parse_datetime

    Record.objects.filter(document=document).update(changed_at=parse_datetime(at))


def test_a_record_says_in_dublin_core_what_the_page_says(client):
    topic = make.topic("water", name_en="Water", name_pt="Água")
    document = make.published_document(
        translations=[make.texts("pt", title="Água & <luz>"), make.texts("en", title="Water")],
        type="report",
        number="1/2026",
        topics=[topic],
        files=["a.txt"],
    )
    root = ask(
        client,
        verb="GetRecord",
        identifier=IDENTIFIER.format(document.pk),
        metadataPrefix="oai_dc",
    )
    titles = {each.get(LANG): each.text for each in root.iter(f"{DC}title")}
    assert titles == {"pt": "Água & <luz>", "en": "Water"}
    assert [each.text for each in root.iter(f"{DC}language")] == ["pt", "en"]
    assert {"Água", "Water"} == {each.text for each in root.iter(f"{DC}subject")}
    assert [each.text for each in root.iter(f"{DC}format")] == ["text/plain"]
    assert f"http://testserver/en/documents/{document.pk}/" in {
        each.text for each in root.iter(f"{DC}identifier")
    }
    assert [each.text for each in root.iter(f"{OAI}setSpec")] == [
        f"department:{document.department.code}",
        "type:report",
        "topic:water",
    ]


def test_drafts_are_never_told_and_withdrawals_for_ever(client):
    make.draft_document()
    make.document_in_review()
    make.scheduled_document()
    public, gone = (
        make.published_document(),
        make.withdrawn_document(translations=[make.texts("en", title="Secret since")]),
    )
    make.next_draft(public, title="Not yet")
    assert listed(client) == {public.pk: False, gone.pk: True}
    whole = client.get("/oai?verb=ListRecords&metadataPrefix=oai_dc").content.decode()
    assert "Secret since" not in whole
    assert "Not yet" not in whole
    root = ask(
        client, verb="GetRecord", identifier=IDENTIFIER.format(gone.pk), metadataPrefix="oai_dc"
    )
    assert root.find(f".//{OAI}header").get("status") == "deleted"
    assert root.find(f".//{OAI}metadata") is None


def test_what_comes_back_is_a_record_again(client):
    document = make.withdrawn_document()
    services.revise_document(document, by=None)
    make.next_edition(document)
    assert listed(client) == {document.pk: False}


def test_what_changed_since_the_last_harvest_is_told_once(client):
    first, second, third = (make.published_document() for _each in range(3))
    for each in (first, second, third):
        changed_on(each, "2026-01-01T10:00:00Z")
    make.next_edition(second)
    services.withdraw_document(third, by=None, reason={"en": "Wrong."})
    assert listed(client, from_="2026-01-01T10:00:01Z") == {second.pk: False, third.pk: True}
    assert listed(client, from_="2026-01-01", until="2026-01-01") == {first.pk: False}
    assert listed(client, until="2026-01-01T10:00:00Z") == {first.pk: False}


def test_a_change_on_its_way_while_a_harvest_is_answered_comes_with_the_next(client):
    make.published_document()
    before = ask(client, verb="ListRecords", metadataPrefix="oai_dc")
    record = Record.objects.get()
    told = before.findtext(f"{OAI}responseDate")
    assert oai._stamp(record.changed_at) >= told
    assert records.AHEAD.total_seconds() > 5  # what is left of the transaction takes far less


def test_sets_are_departments_types_and_topics_and_wholes_hold_their_parts(client):
    of, topic = department("IC"), make.topic("water", name_en="Water")
    with_topic = make.published_document(department=of, topics=[topic], type="law")
    without = make.published_document(department=department("PW"), type="law")
    gone = make.withdrawn_document(department=of, type="report")
    specs = [each.text for each in ask(client, verb="ListSets").iter(f"{OAI}setSpec")]
    assert {"department", "department:IC", "type:law", "type:report", "topic:water"} <= set(specs)
    assert "type:budget" not in specs
    assert set(listed(client, set="department:IC")) == {with_topic.pk, gone.pk}
    assert set(listed(client, set="type:law")) == {with_topic.pk, without.pk}
    assert set(listed(client, set="topic")) == {with_topic.pk}
    assert set(listed(client, set="department")) == {with_topic.pk, without.pk, gone.pk}


def test_tokens_hold_while_documents_come_and_change(client, monkeypatch):
    monkeypatch.setattr(oai, "PAGE", 2)
    documents = [make.published_document() for _each in range(5)]
    for number, each in enumerate(documents):
        changed_on(each, f"2026-01-01T10:00:0{number}Z")
    root = ask(client, verb="ListRecords", metadataPrefix="oai_dc")
    token = root.find(f".//{OAI}resumptionToken")
    assert token.get("cursor") == "0"
    new = make.published_document()
    make.next_edition(documents[0])
    services.withdraw_document(documents[3], by=None, reason={"en": "Wrong."})
    rest = {}
    while token is not None and token.text:
        root = ask(client, verb="ListRecords", resumptionToken=token.text)
        for header in root.iter(f"{OAI}header"):
            number = int(header.findtext(f"{OAI}identifier").rpartition("-")[2])
            rest[number] = header.get("status") == "deleted"
        token = root.find(f".//{OAI}resumptionToken")
    assert token is not None, "the last page of several ends with an empty token"
    assert rest == {
        documents[2].pk: False,
        documents[3].pk: True,
        documents[4].pk: False,
        documents[0].pk: False,
        new.pk: False,
    }


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=Nothing", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&set=type", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=yesterday", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=9999-12-31", None),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01", "badArgument"),
        (
            "verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-02T00:00:00Z",
            "badArgument",
        ),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=nothing", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=type:nothing", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=1999-01-01", "noRecordsMatch"),
        ("verb=ListRecords&resumptionToken=x&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&resumptionToken=x", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=W10", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=%00%F0", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=x", "badResumptionToken"),
        ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:x:1", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=oai:testserver:document-99", "idDoesNotExist"),
        ("verb=ListMetadataFormats", None),
        ("verb=Identify", None),
    ],
)
def test_errors_are_those_of_the_protocol(client, query, code):
    if code is None:
        make.published_document()
    response = client.get(f"/oai?{query}")
    assert codes(etree.fromstring(response.content)) == ([code] if code else [])


def test_a_request_may_come_as_a_form(client):
    document = make.published_document()
    arguments = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"}
    root = etree.fromstring(client.post("/oai", arguments).content)
    assert root.findtext(f".//{OAI}identifier") == IDENTIFIER.format(document.pk)


@pytest.mark.django_db(transaction=True)
def test_a_page_of_records_costs_few_queries(client, django_assert_max_num_queries):
    for _each in range(4):
        make.published_document(topics=[make.topic()], files=["a.txt"])
    make.withdrawn_document()
    with django_assert_max_num_queries(5):
        client.get("/oai?verb=ListRecords&metadataPrefix=oai_dc")
